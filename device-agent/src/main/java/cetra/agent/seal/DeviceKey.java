package cetra.agent.seal;

import cetra.agent.record.SegmentSigner;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Jws;
import cetra.wire.key.SignatureScheme;
import cetra.wire.key.TlsIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The key that stands for this device's recordings, and its certificate. Safe for many threads. */
public final class DeviceKey implements SegmentSigner {
  /** As many as a manifest may name; footage of older ones has long been overwritten. */
  private static final int MOST_EARLIER = 8;

  private final PrivateKey key;
  private final String kind;
  private final List<X509Certificate> certificates;
  private final List<X509Certificate> earlier;
  private final String device;

  private DeviceKey(
      PrivateKey key,
      String kind,
      List<X509Certificate> certificates,
      List<X509Certificate> earlier) {
    this.key = key;
    this.kind = kind;
    this.certificates = certificates;
    this.earlier = earlier.subList(0, Math.min(earlier.size(), MOST_EARLIER));
    this.device = TlsIdentity.subject(certificates.getFirst(), "CN");
  }

  /**
   * Loads the key of a device.
   *
   * @throws IOException when a file is missing or wrong, or key and certificate are not a pair;
   *     names it
   */
  public static DeviceKey load(IdentityFolder identity) throws IOException {
    DeviceKey loaded =
        new DeviceKey(
            identity.evidenceKey(),
            identity.evidenceKeyKind(),
            identity.evidenceCertificates(),
            identity.earlierCertificates());
    if (loaded.signer("probe", loaded.sign("probe")) != 0) {
      throw new IOException(
          "evidence.crt in %s is not of the evidence key; make another pair with ./cetra keys rotate"
              .formatted(identity.folder()));
    }
    return loaded;
  }

  /** The device's name. */
  public String device() {
    return device;
  }

  @Override
  public String sign(String head) {
    byte[] signature = SignatureScheme.sign(key, head.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signature);
  }

  String signManifest(byte[] manifest) {
    return Jws.signDetached(manifest, device, key);
  }

  /** Which of this device's keys has signed a head: 0 the present one, -1 none of them. */
  int signer(String head, String signature) {
    byte[] text = head.getBytes(StandardCharsets.UTF_8);
    List<X509Certificate> all = new ArrayList<>(certificates.subList(0, 1));
    all.addAll(earlier);
    for (int i = 0; i < all.size(); i++) {
      if (SignatureScheme.verify(all.get(i).getPublicKey(), text, octets(signature))) {
        return i;
      }
    }
    return -1;
  }

  List<String> certificates() throws IOException {
    return encoded(certificates);
  }

  List<String> earlier() throws IOException {
    return encoded(earlier);
  }

  private static byte[] octets(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static List<String> encoded(List<X509Certificate> certificates) throws IOException {
    List<String> encoded = new ArrayList<>();
    try {
      for (X509Certificate certificate : certificates) {
        encoded.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new IOException("an evidence certificate cannot be encoded", e);
    }
    return encoded;
  }

  /** Where the key lives, as manifests say it. */
  String kind() {
    return kind;
  }
}
