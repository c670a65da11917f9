package cetra.agent.upload;

import cetra.agent.index.Clip;
import java.util.Optional;

/** Whether a clip may go over the way that there is, and how much. Safe for many threads. */
public interface UploadGate {
  /** Lets everything through: for tools that have neither a vehicle nor a data plan. */
  UploadGate OPEN =
      new UploadGate() {
        @Override
        public Optional<String> closed(Clip clip) {
          return Optional.empty();
        }

        @Override
        public long left() {
          return Long.MAX_VALUE;
        }

        @Override
        public void sent(long octets) {
          // nobody counts
        }
      };

  /** Why a clip may not go now; empty when it may. */
  Optional<String> closed(Clip clip);

  /** Octets that may still go over this way before its plan is used up. */
  long left();

  /** So many octets were sent. */
  void sent(long octets);
}
