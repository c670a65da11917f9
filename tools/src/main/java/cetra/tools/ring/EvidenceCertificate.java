package cetra.tools.ring;

import cetra.wire.key.Pem;
import cetra.wire.key.TlsIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Whose signatures a ring should bear.
 *
 * @param key the device's evidence key
 * @param device its name; empty where only the key was given
 */
record EvidenceCertificate(PublicKey key, String device) {
  private static final int MOST_BYTES = 1 << 20;

  /**
   * Reads a certificate, such as the device's {@code evidence.crt}, or a public key.
   *
   * @throws IOException when the file holds neither; names it
   */
  static EvidenceCertificate read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is above " + MOST_BYTES + " octets, and no certificate");
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    if (text.contains("BEGIN PUBLIC KEY")) {
      return new EvidenceCertificate(Pem.publicKey(file, "Ed25519"), "");
    }
    X509Certificate certificate = Pem.certificates(file).getFirst();
    if (!TlsIdentity.subject(certificate, "OU").equals("evidence")) {
      throw new IOException(
          "%s certifies no evidence key, but '%s'; name the device's evidence.crt"
              .formatted(file, certificate.getSubjectX500Principal().getName()));
    }
    return new EvidenceCertificate(
        certificate.getPublicKey(), TlsIdentity.subject(certificate, "CN"));
  }

  /** Whether it is a device's, as far as it says whose it is. */
  boolean names(String name) {
    return device.isEmpty() || device.equals(name);
  }

  static @Nullable EvidenceCertificate readIfGiven(@Nullable Path file) throws IOException {
    return file == null ? null : read(file);
  }
}
