package cetra.wire.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Key and certificate files in PEM (RFC 7468): PKCS #8, SubjectPublicKeyInfo, X.509. */
public final class Pem {
  private static final int MOST_BYTES = 1 << 20;
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

  private Pem() {}

  /**
   * Reads an unencrypted PKCS #8 key.
   *
   * @param algorithm as the JDK names it, such as {@code Ed25519} or {@code EC}
   * @throws IOException when the file is not there or holds no such key; names it
   */
  public static PrivateKey privateKey(Path file, String algorithm) throws IOException {
    byte[] der =
        block(file, "PRIVATE KEY")
            .orElseThrow(() -> new IOException(file + " holds no PEM block 'PRIVATE KEY'"));
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
    return firstPublicKey(file, algorithm)
        .orElseThrow(() -> new IOException(file + " holds no PEM block 'PUBLIC KEY'"));
  }

  /** Reads the first public key of a file; empty when it holds none. */
  static Optional<PublicKey> firstPublicKey(Path file, String algorithm) throws IOException {
    Optional<byte[]> der = block(file, "PUBLIC KEY");
    return der.isPresent() ? Optional.of(publicKey(file, der.get(), algorithm)) : Optional.empty();
  }

  private static PublicKey publicKey(Path file, byte[] der, String algorithm) throws IOException {
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
    String text = Files.readString(limited(file));
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> found = new ArrayList<>();
      for (Matcher block = CERTIFICATE.matcher(text); block.find(); ) {
        byte[] pem = block.group().getBytes(StandardCharsets.UTF_8);
        found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(pem)));
      }
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

  private static Optional<byte[]> block(Path file, String label) throws IOException {
    String text = Files.readString(limited(file));
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to)));
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
