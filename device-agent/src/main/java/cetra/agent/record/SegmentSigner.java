package cetra.agent.record;

/** Signs segment heads with the device's evidence key. */
public interface SegmentSigner {
  /** Ed25519 over the UTF-8 octets of a head's text, base64. */
  String sign(String head);
}
