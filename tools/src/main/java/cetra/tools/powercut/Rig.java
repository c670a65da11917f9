package cetra.tools.powercut;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** A whole run: cuts, kills, named points, crash states and the control. Used by one thread. */
final class Rig {
  private static final int DISK_MEGABYTES = 256;

  /** So soon the control must have lost something, or the rig sees nothing. */
  private static final int CONTROL_ROUNDS = 100;

  private static final int TOLD_ROUNDS = 25;

  private final Plan plan;
  private final Workshop workshop;
  private final Consumer<String> screen;

  /**
   * A run.
   *
   * @param screen takes lines for people
   */
  Rig(Plan plan, Workshop workshop, Consumer<String> screen) {
    this.plan = plan;
    this.workshop = workshop;
    this.screen = screen;
  }

  private interface Step {
    Drive.Round take() throws IOException, InterruptedException;
  }

  /** Does all of it. */
  Report run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    screen.accept("seed " + plan.seed());
    Map<String, Figures> controls = new LinkedHashMap<>();
    for (String force : List.of("fdatasync", "fsync")) {
      controls.put("without " + force, control(force));
    }
    Figures cuts;
    Figures kills;
    Map<String, Figures> points = new LinkedHashMap<>();
    try (Disk disk = disk("card");
        Drive drive = new Drive(workshop, disk, List.of(), random())) {
      cuts = rounds("power cuts", plan.cuts(), drive::cut);
      kills = rounds("kill -9", plan.kills(), drive::kill);
      for (KillPoint point : KillPoint.values()) {
        points.put(
            point.words(),
            rounds("killed before " + point.words(), plan.points(), () -> drive.point(point)));
      }
    }
    Figures states = states();
    double seconds = Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    return Report.of(plan.seed(), cuts, kills, points, states, controls, seconds);
  }

  /** Each part begins anew with the seed, however long the one before took. */
  private Random random() {
    return new Random(plan.seed());
  }

  private Disk disk(String name) throws IOException {
    Path folder = workshop.folder().resolve(name);
    Path image = Disk.image(folder, DISK_MEGABYTES);
    return Disk.formatted(folder, image, Medium.volatileCache(image));
  }

  private Figures rounds(String what, int count, Step step)
      throws IOException, InterruptedException {
    Figures.Tally tally = new Figures.Tally();
    for (int i = 1; i <= count; i++) {
      Drive.Round round = step.take();
      tally.add(round);
      for (String complaint : round.findings().complaints()) {
        screen.accept("  " + what + " " + i + ": " + complaint);
      }
      if (i % TOLD_ROUNDS == 0 && i < count) {
        screen.accept("  " + what + ": " + i + " of " + count);
      }
    }
    if (count > 0) {
      screen.accept(what + ": " + tally.figures().words());
    }
    return tally.figures();
  }

  private Figures states() throws IOException, InterruptedException {
    Figures.Tally tally = new Figures.Tally();
    if (plan.states() > 0) {
      new CrashStates(workshop, random())
          .check(plan.states(), tally, text -> screen.accept("  crash state after entry " + text));
      screen.accept("crash states: " + tally.figures().words());
    }
    return tally.figures();
  }

  /**
   * A tracer makes one kind of force do nothing and say that it did, until something is lost: the
   * recorder's own, or those of the index and the folder.
   */
  private Figures control(String force) throws IOException, InterruptedException {
    List<String> forceless =
        List.of(
            "strace",
            "-f",
            "-qq",
            "--seccomp-bpf",
            "-o",
            workshop.folder().resolve("control.trace").toString(),
            "-e",
            "trace=" + force,
            "-e",
            "inject=" + force + ":retval=0");
    Figures.Tally tally = new Figures.Tally();
    try (Disk disk = disk("without-" + force);
        Drive drive = new Drive(workshop, disk, forceless, random())) {
      Figures figures = tally.figures();
      while (!figures.lost() && figures.rounds() < CONTROL_ROUNDS) {
        tally.add(drive.cut());
        figures = tally.figures();
      }
      screen.accept("control without " + force + ": " + figures.words());
      return figures;
    }
  }
}
