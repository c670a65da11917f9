package cetra.wire.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Key and certificate files in PEM (RFC 7468): PKCS #8, SubjectPublicKeyInfo, X.509. */
public final class Pem {
  private static final int MOST_BYTES = 1 << 20;

  private Pem() {}

  /**
   * Reads an unencrypted PKCS #8 key.
   *
   * @param algorithm as the JDK names it, such as {@code Ed25519} or {@code EC}
   * @throws IOException when the file is not there or holds no such key; names it
   */
  public static PrivateKey privateKey(Path file, String algorithm) throws IOException {
    byte[] der = decode(file, "PRIVATE KEY");
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no " + algorithm + " private key", e);
    }
  }

  /**
   * Reads a public key.
   *
   * @throws IOException when the file is not there or holds no such key; names it
   */
  public static PublicKey publicKey(Path file, String algorithm) throws IOException {
    byte[] der = decode(file, "PUBLIC KEY");
    try {
      return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no " + algorithm + " public key", e);
    }
  }

  /**
   * Reads all certificates of a file, in their order.
   *
   * @throws IOException when the file is not there or holds none; names it
   */
  public static List<X509Certificate> certificates(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(limited(file))) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new IOException(file + " holds no certificate");
      }
      return found;
    } catch (CertificateException e) {
      throw new IOException(file + " holds no X.509 certificate", e);
    }
  }

  /** Writes DER bytes under a label. */
  public static String text(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static byte[] decode(Path file, String label) throws IOException {
    String text = Files.readString(limited(file));
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IOException(file + " holds no PEM block '" + label + "'");
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " has a broken PEM block '" + label + "'", e);
    }
  }

  private static Path limited(Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes > MOST_BYTES) {
      throw new IOException(
          file + " has " + bytes + " bytes; a PEM file has at most " + MOST_BYTES);
    }
    return file;
  }
}
