package cetra.relay.broker;

import cetra.wire.key.TlsIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The folder of a broker that we start: mode 0700, its keys as stores with a random password. */
final class BrokerFolder {
  private final Path folder;

  private BrokerFolder(Path folder) {
    this.folder = folder;
  }

  static BrokerFolder make(Path folder) throws IOException {
    return new BrokerFolder(
        Files.createDirectories(
            folder.toAbsolutePath(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  Path path() {
    return folder;
  }

  /** Writes a file that its owner alone may read. */
  Path write(String name, String text) throws IOException {
    return Files.writeString(OwnerFile.empty(folder.resolve(name)), text);
  }

  /**
   * Writes {@code identity.p12} and {@code trust.p12}.
   *
   * @return their password
   */
  String stores(TlsIdentity identity) throws IOException {
    String password = password();
    char[] secret = password.toCharArray();
    store(folder.resolve("identity.p12"), identity.keyStore(secret), secret);
    store(folder.resolve("trust.p12"), identity.trustStore(), secret);
    return password;
  }

  static String password() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** A port for a broker that cannot say which one it was given. */
  static int port(String host, int wanted) throws IOException {
    if (wanted != 0) {
      return wanted;
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    }
  }

  private static void store(Path file, KeyStore store, char[] secret) throws IOException {
    try (OutputStream out = Files.newOutputStream(OwnerFile.empty(file))) {
      store.store(out, secret);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot write " + file, e);
    }
  }
}
