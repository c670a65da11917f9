package cetra.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.agent.index.AskedToWait;
import cetra.agent.index.Clip;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No octet goes that the gate does not let through. */
final class UploadLimitsTest extends SealedUpload {
  /** A gate that lets so many octets through, and then none. */
  private static final class Plan implements UploadGate {
    private long left;

    Plan(long left) {
      this.left = left;
    }

    @Override
    public Optional<String> closed(Clip clip) {
      return left > 0 ? Optional.empty() : Optional.of("the plan is used up");
    }

    @Override
    public long left() {
      return left;
    }

    @Override
    public void sent(long octets) {
      left -= octets;
    }
  }

  @Test
  void noPlanIsPassedByAnOctet() throws IOException {
    sealed(3 * CHUNK);
    Plan plan = new Plan(CHUNK + 1000);
    gate = plan;
    try (TusServer relay = new TusServer()) {
      assertThatThrownBy(() -> work(relay))
          .isInstanceOf(AskedToWait.class)
          .hasMessage("the plan is used up");
      assertThat(relay.kept()).isEqualTo(CHUNK + 1000);
      assertThat(plan.left).isZero();
      stillHere();
      plan.left = 10 * CHUNK;
      work(relay);
      arrivedOnce(relay);
      assertThat(plan.left).isEqualTo(10 * CHUNK - 2 * CHUNK + 1000);
    }
  }

  @Test
  void whatIsCutOffCountsToo() throws IOException {
    sealed(3 * CHUNK);
    Plan plan = new Plan(100 * CHUNK);
    gate = plan;
    try (TusServer relay = new TusServer()) {
      relay.faults.add(TusServer.Fault.cutAfter(CHUNK / 2));
      assertThatThrownBy(() -> work(relay)).isInstanceOf(IOException.class);
      assertThat(plan.left).isLessThanOrEqualTo(100 * CHUNK - CHUNK / 2);
      work(relay);
      arrivedOnce(relay);
    }
  }

  @Test
  void aClosedGateAsksNobody() throws IOException {
    sealed(CHUNK);
    gate = new Plan(0);
    try (TusServer relay = new TusServer()) {
      assertThatThrownBy(() -> work(relay)).isInstanceOf(AskedToWait.class);
      assertThat(relay.requests).isEmpty();
      stillHere();
    }
  }
}
