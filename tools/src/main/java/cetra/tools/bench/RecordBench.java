package cetra.tools.bench;

import cetra.tools.image.AgentImage;
import cetra.tools.image.WorkFolder;
import cetra.tools.keys.Operator;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lets the recorder and ffmpeg record the same footage, in turn. */
final class RecordBench {
  /** At full speed, of footage; by then most paths were run and compiled. */
  private static final int COLD_SECONDS = 20;

  /**
   * At real time a recorder has recorded for so long before it is looked at, as fast as it can:
   * what happens twice a second is compiled after minutes only.
   */
  private static final int HISTORY_SECONDS = 300;

  private final AgentImage image;
  private final WorkFolder work;
  private final Path video;
  private final Path keys;
  private int runs;
  private double octetsASecond;

  RecordBench(AgentImage image, WorkFolder work, Path video, Clock clock) throws IOException {
    this.image = image;
    this.work = work;
    this.video = video;
    this.keys = work.path().resolve("keys");
    Operator.create(work.path().resolve("operator"), "bench", clock.instant())
        .device(keys, "bench00000000001", clock.instant());
  }

  /**
   * Records so many times with each.
   *
   * @param seconds of footage
   * @param realTime whether the footage comes as from a camera, or as fast as it is taken
   */
  RecordResult.Pair pair(int times, int seconds, boolean realTime)
      throws IOException, InterruptedException {
    List<RecordRun> ours = new ArrayList<>();
    List<RecordRun> theirs = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      ours.add(recorder(seconds, realTime));
      theirs.add(ffmpeg(seconds, realTime));
    }
    return new RecordResult.Pair(RecordRun.median(ours), RecordRun.median(theirs));
  }

  private RecordRun recorder(int seconds, boolean realTime)
      throws IOException, InterruptedException {
    Path data = work.fresh("run-" + runs++);
    int history = realTime ? HISTORY_SECONDS : 0;
    MeasuredProcess run =
        MeasuredProcess.run(
            List.of(
                image.launcher().toString(),
                "file:" + video + "?loop=true&speed=" + (realTime ? "1" : "max"),
                data.toString(),
                keys.toString(),
                "" + (realTime ? history : COLD_SECONDS),
                "" + (history + seconds),
                "" + history),
            Map.of("CETRA_MAIN", RecordSubject.class.getName(), "CETRA_JAR", ownJar()));
    WorkFolder.delete(data);
    Footage.Figures figures = Footage.Figures.read(run.said());
    double octets = figures.octets();
    double recorded = figures.seconds();
    octetsASecond = octets / recorded;
    return new RecordRun(
        figures.warmCpuSeconds() / figures.warmSeconds() * 60,
        run.cpuSeconds() / recorded * 60,
        run.peakMiB(),
        run.writtenOctets() / octets);
  }

  private RecordRun ffmpeg(int seconds, boolean realTime) throws IOException, InterruptedException {
    Path folder = work.fresh("run-" + runs++);
    List<String> command =
        new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-stream_loop", "-1"));
    if (realTime) {
      command.add("-re");
    }
    command.addAll(List.of("-i", video.toString(), "-t", "" + seconds));
    command.addAll(
        List.of(
            ("-c copy -an -f segment -segment_time 10 -segment_format mp4 -segment_format_options"
                    + " movflags=+frag_keyframe+empty_moov+default_base_moof:frag_duration=500000")
                .split(" ")));
    command.add(folder.resolve("%05d.mp4").toString());
    MeasuredProcess run = MeasuredProcess.run(command, Map.of());
    WorkFolder.delete(folder);
    double cpu = run.cpuSeconds() / seconds * 60;
    return new RecordRun(cpu, cpu, run.peakMiB(), run.writtenOctets() / (octetsASecond * seconds));
  }

  /** The jar of this program, whose {@link RecordSubject} the image's runtime is to run. */
  private static String ownJar() throws IOException {
    try {
      return Path.of(
              RecordSubject.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IOException("this program's jar cannot be found", e);
    }
  }
}
