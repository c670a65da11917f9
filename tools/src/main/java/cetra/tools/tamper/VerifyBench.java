package cetra.tools.tamper;

import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.key.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long a verifier takes for a package, beside {@code openssl dgst} over the same octets. */
public final class VerifyBench {
  /**
   * Seconds of each run, and what was verified.
   *
   * @param octets of the package
   * @param manifestShare of its manifest and signature in the clip
   * @param ours in a JVM that runs
   * @param openssl with the start of its process
   * @param second the verifier in Python, with the start of its process
   */
  public record Result(
      long octets,
      double manifestShare,
      List<Double> ours,
      List<Double> openssl,
      List<Double> second) {}

  private static final int WARM = 3;
  private static final Duration DRIVE = Duration.ofSeconds(75);
  private static final int MINUTE = 60;

  private VerifyBench() {}

  /**
   * Verifies a minute of video some times over, the three side by side.
   *
   * @param video for the camera, played over and over
   */
  public static Result run(Path folder, Path video, Path verifier, int runs, Clock clock)
      throws IOException, InterruptedException {
    SealedClips.Plan plan =
        new SealedClips.Plan("file:" + video + "?loop=true", DRIVE, MINUTE, MINUTE);
    Path clip = SealedClips.make(folder, plan, 1, 1, 1, Optional.empty(), clock).getFirst();
    Path trust = SealedClips.trust(folder);
    PackageVerifier ours = new PackageVerifier(Trust.read(trust));
    List<Double> own = new ArrayList<>();
    List<Double> openssl = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    for (int i = -WARM; i < runs; i++) {
      long begun = System.nanoTime();
      if (!(ours.verify(clip) instanceof EvidenceVerdict.Authentic)) {
        throw new IOException(clip + " is not authentic");
      }
      double took = seconds(begun);
      double digest = process("openssl", "dgst", "-sha256", clip.toString());
      double python =
          process("python3", verifier.toString(), "--trust", trust.toString(), clip.toString());
      if (i >= 0) {
        own.add(took);
        openssl.add(digest);
        second.add(python);
      }
    }
    return new Result(Files.size(clip), manifestShare(clip), own, openssl, second);
  }

  private static double manifestShare(Path clip) throws IOException {
    try (EvidencePackage opened = EvidencePackage.open(clip)) {
      return (Files.size(clip) - opened.clipLength()) / (double) opened.clipLength();
    }
  }

  private static double process(String... command) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " ends with " + process.exitValue());
    }
    return seconds(begun);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
