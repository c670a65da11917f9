package cetra.agent.seal;

import cetra.agent.index.CommitmentStore;
import cetra.wire.evidence.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commitments that a clip's segments stand in, each named once. */
final class SegmentCommitments {
  private final CommitmentStore store;
  private final List<Long> numbers = new ArrayList<>();
  private final List<Manifest.LoggedCommitment> stated = new ArrayList<>();

  SegmentCommitments(CommitmentStore store) {
    this.store = store;
  }

  /** Where a segment's head stands; null when the log does not hold it yet. */
  Manifest.@Nullable Committed place(long segment) {
    Optional<CommitmentStore.Committed> found = store.of(segment);
    if (found.isEmpty()) {
      return null;
    }
    CommitmentStore.Committed committed = found.get();
    int number = numbers.indexOf(committed.number());
    if (number < 0) {
      number = numbers.size();
      numbers.add(committed.number());
      stated.add(
          new Manifest.LoggedCommitment(committed.root(), committed.heads(), committed.proof()));
    }
    return new Manifest.Committed(number, committed.index(), committed.path());
  }

  List<Manifest.LoggedCommitment> stated() {
    return stated;
  }
}
