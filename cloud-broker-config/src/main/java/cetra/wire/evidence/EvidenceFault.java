package cetra.wire.evidence;

import java.util.Locale;

/** What can be wrong with a package. */
public enum EvidenceFault {
  /** It is not the ZIP that the format describes. */
  PACKAGE,
  /** Its manifest cannot be read. */
  MANIFEST,
  /** Its certificates do not lead to a trusted authority, or are another device's. */
  CERTIFICATE,
  /** The manifest is not signed by the device. */
  SIGNATURE,
  /** A segment head is not the device's, or does not follow the one before. */
  SEGMENT,
  /** A fragment is not the one that was recorded there. */
  FRAGMENT,
  /** The clip is not laid out as its manifest says. */
  LAYOUT,
  /** Something is missing that the manifest does not state. */
  GAP,
  /** The times of manifest and fixes disagree. */
  TIME,
  /** The log does not hold what the device says it has committed itself to. */
  COMMITMENT,
  /** It does not answer the order: another order, place or time. */
  ORDER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
