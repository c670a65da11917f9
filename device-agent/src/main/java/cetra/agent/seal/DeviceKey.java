package cetra.agent.seal;

import cetra.agent.record.SegmentSigner;
import cetra.wire.key.Ed25519;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Jws;
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
  private final PrivateKey key;
  private final List<String> certificates;
  private final String device;

  private DeviceKey(PrivateKey key, List<String> certificates, String device) {
    this.key = key;
    this.certificates = certificates;
    this.device = device;
  }

  /**
   * Loads the key of a device.
   *
   * @throws IOException when a file is missing or wrong; names it
   */
  public static DeviceKey load(IdentityFolder identity) throws IOException {
    List<X509Certificate> chain = identity.evidenceCertificates();
    List<String> encoded = new ArrayList<>();
    try {
      for (X509Certificate certificate : chain) {
        encoded.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new IOException("the evidence certificate cannot be encoded", e);
    }
    return new DeviceKey(
        identity.evidenceKey(), List.copyOf(encoded), TlsIdentity.subject(chain.getFirst(), "CN"));
  }

  /** The device's name. */
  public String device() {
    return device;
  }

  @Override
  public String sign(String head) {
    byte[] signature = Ed25519.sign(key, head.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signature);
  }

  String signManifest(byte[] manifest) {
    return Jws.signDetached(manifest, device, key);
  }

  List<String> certificates() {
    return certificates;
  }

  /** Where the key lives, as manifests say it. */
  String kind() {
    return "software";
  }
}
