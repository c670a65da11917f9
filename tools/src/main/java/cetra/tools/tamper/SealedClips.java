package cetra.tools.tamper;

import cetra.agent.Agent;
import cetra.agent.AgentConfig;
import cetra.agent.SystemBoard;
import cetra.agent.clip.ClipCutter;
import cetra.agent.clip.ClipFolder;
import cetra.agent.consent.ConsentPolicy;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStore;
import cetra.agent.index.CommitmentStore;
import cetra.agent.index.TrackStore;
import cetra.agent.record.Ring;
import cetra.agent.seal.DeviceKey;
import cetra.agent.seal.EvidenceSealer;
import cetra.agent.upload.UploadPolicy;
import cetra.tools.keys.Operator;
import cetra.wire.config.ConfigFile;
import cetra.wire.key.IdentityFolder;
import cetra.wire.order.Certainty;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * Packages that a real agent has recorded, cut and sealed: two cars, each over some boots that end
 * as in a power cut, each boot but the first under another key; clips from anywhere.
 */
final class SealedClips {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 50;
  private static final long MEGABYTE = 1 << 20;
  private static final long SECOND = 1_000_000_000L;

  private final Operator operator;
  private final Plan plan;
  private final Optional<String> token;
  private final Clock clock;

  /**
   * What is recorded.
   *
   * @param camera as configurations write it
   * @param drive how long each boot records
   * @param shortest clip in seconds
   * @param longest clip in seconds
   */
  record Plan(String camera, Duration drive, int shortest, int longest) {
    /** Small pictures, a camera that fails for a while, and clips of one to twenty seconds. */
    static final Plan SMALL =
        new Plan("generated:?width=320&height=240&kbps=150&blind=4", Duration.ofSeconds(60), 1, 20);
  }

  private SealedClips(Path folder, Plan plan, Optional<String> token, Clock clock)
      throws IOException {
    this.plan = plan;
    this.token = token;
    this.clock = clock;
    this.operator = Operator.create(folder.resolve("operator"), "tamper", clock.instant());
  }

  /** Whom a verifier is to trust. */
  static Path trust(Path folder) {
    return folder.resolve("car-0/keys/ca.crt");
  }

  /**
   * Records and seals so many clips; the same seed cuts them at the same places.
   *
   * @param token where the second car has its last key; empty for a file
   */
  static List<Path> make(
      Path folder, Plan plan, int count, int boots, long seed, Optional<String> token, Clock clock)
      throws IOException, InterruptedException {
    SealedClips maker = new SealedClips(folder, plan, token, clock);
    Random random = new Random(seed);
    List<Path> clips = new ArrayList<>();
    for (int car = 0; car < 2; car++) {
      Path home = folder.resolve("car-" + car);
      maker.operator.device(home.resolve("keys"), "tampercar000000" + car, clock.instant());
      for (int boot = 1; boot <= boots; boot++) {
        maker.drive(home, boot < boots);
        if (boot > 1) {
          maker.rotate(home.resolve("keys"), car == 1 && boot == boots);
        }
      }
      clips.addAll(maker.seal(home, (count + car) / 2, random));
    }
    return clips;
  }

  private void rotate(Path keys, boolean last) throws IOException {
    operator.rotate(keys, clock.instant(), last ? token : Optional.empty());
  }

  private void drive(Path home, boolean cut) throws IOException, InterruptedException {
    Path file =
        Files.writeString(
            home.resolve("car.toml"),
            """
            [agent]
            data = "%s"
            keys = "%s"
            broker = "ssl://127.0.0.1:1"
            relay = "https://127.0.0.1:1"
            camera = "%s"
            gnss = "route:?hz=5"
            """
                .formatted(home.resolve("data"), home.resolve("keys"), plan.camera()));
    ConfigFile config = ConfigFile.read(file, Map.of());
    try (Agent agent =
        Agent.start(
            config.section("agent", AgentConfig.class),
            config.section("consent", ConsentPolicy.class),
            config.section("upload", UploadPolicy.class),
            new SystemBoard(clock, plan.drive()),
            clock)) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (agent.recordedNanos() < plan.drive().toNanos()) {
        if (System.nanoTime() > end) {
          throw new IOException("the recorder does not catch up within " + PATIENCE);
        }
        Thread.sleep(POLL_MILLIS);
      }
      if (cut) {
        PowerCut.remember(home.resolve("data"));
      }
    }
    if (cut) {
      PowerCut.happen(home.resolve("data"));
    }
  }

  private List<Path> seal(Path home, int count, Random random) throws IOException {
    Path data = home.resolve("data");
    DeviceKey key = DeviceKey.load(new IdentityFolder(home.resolve("keys")));
    List<Path> sealed = new ArrayList<>();
    try (Database database = ClipIndex.open(data.resolve("index.sqlite"))) {
      Ring ring = Ring.open(data.resolve("ring"), 1024 * MEGABYTE, 0, key.device(), key);
      ClipStore clips = new ClipStore(database);
      TrackStore track = new TrackStore(database);
      ClipFolder packages = ClipFolder.open(home.resolve("packages"));
      try (ClipIndex index = new ClipIndex(database, ring, clock)) {
        ClipCutter cutter = new ClipCutter(clips, track, index, ring, packages);
        EvidenceSealer sealer =
            new EvidenceSealer(
                clips,
                track,
                new CommitmentStore(database),
                index,
                ring,
                packages,
                key,
                "generated",
                Agent.SOFTWARE);
        List<TrackStore.Boot> boots = track.boots();
        while (sealed.size() < count) {
          Clip clip = clip(track, boots.get(random.nextInt(boots.size())).boot(), random);
          clips.add(clip);
          clips.move(clip, Clip.State.GRANTED, "");
          cutter.work(clip.in(Clip.State.GRANTED));
          Clip cut = clips.find(clip.id()).orElseThrow();
          if (cut.state() == Clip.State.CUT) { // else the camera showed nothing in all its time
            sealer.work(cut);
            sealed.add(packages.sealed(clip.id()));
          }
        }
      }
    }
    return sealed;
  }

  private Clip clip(TrackStore track, String boot, Random random) {
    TrackStore.Footage all = track.extent(boot).orElseThrow();
    long length = SECOND * (plan.shortest() + random.nextInt(plan.longest() - plan.shortest() + 1));
    long latest = Math.max(all.fromNanos() + 1, all.toNanos() - length);
    long from = random.nextLong(all.fromNanos(), latest);
    return Clip.matched(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        new UUID(random.nextLong(), random.nextLong()).toString(),
        "14366",
        boot,
        from,
        from + length,
        Certainty.CERTAIN,
        clock.instant().plus(Duration.ofDays(1)));
  }
}
