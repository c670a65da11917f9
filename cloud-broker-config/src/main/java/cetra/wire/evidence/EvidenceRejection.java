package cetra.wire.evidence;

import java.util.OptionalInt;

/** Leads from the check that failed straight to the verdict. */
final class EvidenceRejection extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient EvidenceVerdict.Rejected verdict;

  EvidenceRejection(EvidenceFault fault, String detail) {
    this(fault, OptionalInt.empty(), detail);
  }

  EvidenceRejection(EvidenceFault fault, int fragment, String detail) {
    this(fault, OptionalInt.of(fragment), detail);
  }

  private EvidenceRejection(EvidenceFault fault, OptionalInt fragment, String detail) {
    super(detail);
    this.verdict = new EvidenceVerdict.Rejected(fault, fragment, detail);
  }

  EvidenceVerdict.Rejected verdict() {
    return verdict;
  }
}
