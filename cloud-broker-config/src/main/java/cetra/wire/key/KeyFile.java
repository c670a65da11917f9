package cetra.wire.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** Writes key and certificate files: whole or not at all, private keys for their owner alone. */
public final class KeyFile {
  private KeyFile() {}

  /** Writes a PKCS #8 key with mode 0600. */
  public static void writePrivate(Path file, PrivateKey key) throws IOException {
    write(file, Pem.text("PRIVATE KEY", key.getEncoded()), "rw-------");
  }

  /** Writes a text that lets in who has it, such as a login link. */
  public static void writeSecret(Path file, String text) throws IOException {
    write(file, text, "rw-------");
  }

  /** Writes a public key. */
  public static void write(Path file, PublicKey key) throws IOException {
    write(file, Pem.text("PUBLIC KEY", key.getEncoded()), "rw-r--r--");
  }

  /** Writes certificates, one after the other. */
  public static void write(Path file, X509Certificate... certificates) throws IOException {
    write(file, text(file, List.of(certificates)), "rw-r--r--");
  }

  static void write(Path file, Trust trust) throws IOException {
    String root = trust.root().map(key -> Pem.text("PUBLIC KEY", key.getEncoded())).orElse("");
    write(file, text(file, trust.authorities()) + root, "rw-r--r--");
  }

  private static String text(Path file, List<X509Certificate> certificates) throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : certificates) {
        text.append(Pem.text("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new IOException(file + ": a certificate cannot be written", e);
    }
    return text.toString();
  }

  /** Writes a list of revoked certificates. */
  public static void write(Path file, X509CRL list) throws IOException {
    try {
      write(file, Pem.text("X509 CRL", list.getEncoded()), "rw-r--r--");
    } catch (CRLException e) {
      throw new IOException(file + ": the list cannot be written", e);
    }
  }

  private static void write(Path file, String text, String mode) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    try (FileChannel channel =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
