package cetra.agent.record;

/** Signs segment heads with the device's evidence key. */
public interface SegmentSigner {
  /** The key's signature over the UTF-8 octets of a head's text: 64 octets, base64. */
  String sign(String head);
}
