package cetra.wire.evidence;

import cetra.wire.log.CommitmentProof;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the verification of a package came to. */
public sealed interface EvidenceVerdict {
  /**
   * All holds.
   *
   * @param manifest what the device says
   * @param layout of the clip
   * @param track the fixes inside the clip's fragments
   * @param logged the log entry by which all of its segment heads had been committed; empty when
   *     some had not when it was sealed, or the operator's key is not at hand
   */
  record Authentic(
      Manifest manifest,
      FragmentedMp4 layout,
      List<TrackPoint> track,
      Optional<CommitmentProof.Logged> logged)
      implements EvidenceVerdict {
    @Override
    public String text() {
      return isWhole() ? "authentic" : "authentic with gaps";
    }

    /** Whether nothing is missing between its ends. */
    public boolean isWhole() {
      return manifest.gaps().isEmpty() && !manifest.shows().isThinned();
    }
  }

  /**
   * Something does not hold.
   *
   * @param fault what is wrong
   * @param fragment the first fragment concerned, from 0; empty when it is none in particular
   * @param detail expected and found, in one line
   */
  record Rejected(EvidenceFault fault, OptionalInt fragment, String detail)
      implements EvidenceVerdict {
    @Override
    public String text() {
      String where = fragment.isPresent() ? " at fragment " + fragment.getAsInt() : "";
      return "rejected: " + fault + where + ": " + detail;
    }
  }

  /** The verdict in one line, as every verifier words it. */
  String text();
}
