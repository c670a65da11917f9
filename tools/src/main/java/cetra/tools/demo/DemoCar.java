package cetra.tools.demo;

import cetra.agent.Agent;
import cetra.agent.AgentConfig;
import cetra.agent.SystemBoard;
import cetra.agent.consent.ConsentPolicy;
import cetra.agent.index.Clip;
import cetra.agent.index.OrderStore;
import cetra.agent.upload.UploadPolicy;
import cetra.wire.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** One car: its plan and its running dashcam. */
final class DemoCar implements AutoCloseable {
  /**
   * What can be seen from outside of what a car does about the order, in the order of its steps.
   */
  enum Step {
    SEARCHED("searched, saw nothing, stays silent"),
    REFUSED("refused the order"),
    MATCHED("saw it, holds the footage"),
    DECLINED("saw it, but its owner does not give it: stays silent"),
    OFFERED("its owner agrees: offered"),
    GRANTED("may upload"),
    SEALED("cut and sealed"),
    UPLOADED("uploaded"),
    LET_GO("not needed, let go");

    private final String words;

    Step(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final CarPlan plan;
  private final Agent agent;

  private DemoCar(CarPlan plan, Agent agent) {
    this.plan = plan;
    this.agent = agent;
  }

  static DemoCar start(CarPlan plan, Path config, Clock clock) throws IOException {
    ConfigFile file = ConfigFile.read(config, Map.of());
    return new DemoCar(
        plan,
        Agent.start(
            file.section("agent", AgentConfig.class),
            file.section("consent", ConsentPolicy.class),
            file.section("upload", UploadPolicy.class),
            new SystemBoard(clock, plan.history()),
            clock));
  }

  CarPlan plan() {
    return plan;
  }

  /** Seconds of the car's history that are recorded. */
  long caughtUpSeconds() {
    long recorded = Duration.ofNanos(agent.recordedNanos()).toSeconds();
    return Math.min(plan.history().toSeconds(), recorded);
  }

  /** How far the car is with the order; empty while it has not looked at it. */
  Optional<Step> step() {
    Map<Clip.State, Long> clips = agent.clips();
    Clip.State furthest =
        Arrays.stream(Clip.State.values())
            .filter(clips::containsKey)
            .reduce((first, second) -> second)
            .orElse(null);
    if (furthest != null) {
      return Optional.of(step(furthest));
    }
    if (agent.orders(OrderStore.State.SILENT) > 0) {
      return Optional.of(Step.SEARCHED);
    }
    return agent.orders(OrderStore.State.REFUSED) > 0
        ? Optional.of(Step.REFUSED)
        : Optional.empty();
  }

  private static Step step(Clip.State state) {
    return switch (state) {
      case MATCHED, CONSENTED -> Step.MATCHED;
      case OFFERED -> Step.OFFERED;
      case GRANTED, CUT -> Step.GRANTED;
      case SEALED -> Step.SEALED;
      case UPLOADED -> Step.UPLOADED;
      case DECLINED -> Step.DECLINED;
      case UNWANTED, EXPIRED, RECALLED, WITHDRAWN, FAILED -> Step.LET_GO;
    };
  }

  @Override
  public void close() {
    agent.close();
  }
}
