package cetra.tools.tamper;

import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.key.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Predicate;

/** Tampers with genuine packages, and counts what two verifiers notice. */
public final class TamperBench {
  /**
   * What became of one kind of tampering.
   *
   * @param kind in words
   * @param done how often
   * @param detected by the first verifier
   * @param located in the fragment that was touched first, or touching none in particular
   * @param agreed with the second verifier, fault and fragment
   */
  public record Kind(String kind, int done, int detected, int located, int agreed) {
    private static Kind none(Tampering kind) {
      return new Kind(kind.words(), 0, 0, 0, 0);
    }

    private Kind with(boolean found, boolean there, boolean same) {
      return new Kind(
          kind,
          done + 1,
          detected + (found ? 1 : 0),
          located + (there ? 1 : 0),
          agreed + (same ? 1 : 0));
    }

    boolean whole() {
      return detected == done && located == done && agreed == done;
    }
  }

  /**
   * What is behind the genuine packages, for the plain ones are the easy ones.
   *
   * @param gaps have a gap
   * @param recovered have a segment that was closed after a power cut
   * @param rotated have a segment under a key before the present one
   * @param token are signed by a key in a token
   */
  public record Origins(int gaps, int recovered, int rotated, int token) {
    private static final Origins NONE = new Origins(0, 0, 0, 0);

    private Origins with(Manifest manifest) {
      List<Manifest.Piece> segments = manifest.segments();
      return new Origins(
          gaps + (manifest.gaps().isEmpty() ? 0 : 1),
          recovered + any(segments, piece -> SegmentHead.read(piece.head()).recovered()),
          rotated + any(segments, piece -> piece.key() != null),
          token + (manifest.keyKind().equals("pkcs11") ? 1 : 0));
    }

    private static int any(List<Manifest.Piece> segments, Predicate<Manifest.Piece> such) {
      return segments.stream().anyMatch(such) ? 1 : 0;
    }
  }

  /**
   * All of it.
   *
   * @param clean genuine packages
   * @param authentic how many both verifiers found authentic
   * @param origins what is behind those
   * @param kinds what was done to them
   * @param differences the first few that were missed, or judged differently
   */
  public record Result(
      int clean, int authentic, Origins origins, List<Kind> kinds, List<String> differences) {
    /** Whether nothing was missed. */
    public boolean good() {
      return clean == authentic && kinds.stream().allMatch(Kind::whole);
    }
  }

  private static final int MOST_DIFFERENCES = 20;

  private final List<Path> clips;
  private final PackageVerifier first;
  private final SecondVerifier second;
  private final Random random;
  private final Path work;
  private final Map<Tampering, Kind> kinds = new EnumMap<>(Tampering.class);
  private final List<String> differences = new ArrayList<>();
  private Origins origins = Origins.NONE;

  private TamperBench(Path folder, List<Path> clips, SecondVerifier second, long seed)
      throws IOException {
    this.clips = clips;
    this.first = new PackageVerifier(Trust.read(SealedClips.trust(folder)));
    this.second = second;
    this.random = new Random(seed);
    this.work = folder.resolve("tampered.zip");
  }

  /**
   * Runs.
   *
   * @param verifier the second verifier's program
   * @param token where one of the cars has its last key; empty for a file
   */
  public static Result run(
      Path folder,
      Path verifier,
      int clean,
      int mutations,
      int boots,
      long seed,
      Optional<String> token,
      Clock clock)
      throws IOException, InterruptedException {
    List<Path> clips =
        SealedClips.make(folder, SealedClips.Plan.SMALL, clean, boots, seed, token, clock);
    try (SecondVerifier second = new SecondVerifier(verifier, SealedClips.trust(folder))) {
      TamperBench bench = new TamperBench(folder, clips, second, seed);
      int authentic = bench.clean();
      List<Tampering> all = List.of(Tampering.values());
      for (int i = 0; i < mutations; i++) {
        bench.tamper(all.get(i % all.size()));
      }
      return new Result(
          clips.size(),
          authentic,
          bench.origins,
          List.copyOf(bench.kinds.values()),
          bench.differences);
    }
  }

  private int clean() throws IOException {
    int authentic = 0;
    for (Path clip : clips) {
      EvidenceVerdict ours = first.verify(clip);
      String theirs = second.verdict(clip);
      if (ours instanceof EvidenceVerdict.Authentic found && ours.text().equals(theirs)) {
        authentic++;
        origins = origins.with(found.manifest());
      } else {
        differ("genuine", ours.text(), theirs);
      }
    }
    return authentic;
  }

  private void tamper(Tampering kind) throws IOException {
    Parts clip = Parts.of(any());
    Parts other = Parts.of(any());
    while (!kind.needs(clip, other)) {
      clip = Parts.of(any());
      other = Parts.of(any());
    }
    OptionalInt touched = kind.apply(clip, other, work, random);
    EvidenceVerdict ours = first.verify(work);
    String theirs = second.verdict(work);
    boolean detected = ours instanceof EvidenceVerdict.Rejected;
    boolean located = located(ours, touched);
    boolean agreed = same(kind, ours.text(), theirs);
    if (!detected || !located || !agreed) {
      differ(kind.words() + " at " + touched, ours.text(), theirs);
    }
    kinds.merge(
        kind,
        Kind.none(kind).with(detected, located, agreed),
        (known, one) -> known.with(detected, located, agreed));
  }

  private Path any() {
    return clips.get(random.nextInt(clips.size()));
  }

  private static boolean located(EvidenceVerdict verdict, OptionalInt touched) {
    return touched.isEmpty()
        || (verdict instanceof EvidenceVerdict.Rejected rejected
            && rejected.fragment().equals(touched));
  }

  /** Fault and fragment; which rule a changed manifest breaks first depends on who reads it. */
  private static boolean same(Tampering kind, String ours, String theirs) {
    return kind.ofTheManifest()
        ? ours.startsWith("rejected") && theirs.startsWith("rejected")
        : head(ours).equals(head(theirs));
  }

  private static String head(String verdict) {
    int colon = verdict.indexOf(':', "rejected: ".length());
    return verdict.startsWith("rejected") && colon > 0 ? verdict.substring(0, colon) : verdict;
  }

  private void differ(String what, String ours, String theirs) throws IOException {
    if (differences.size() < MOST_DIFFERENCES) {
      differences.add(what + " | " + ours + " | " + theirs);
      Path kept = work.resolveSibling("difference-" + differences.size() + ".zip");
      if (Files.exists(work)) {
        Files.copy(work, kept);
      }
    }
  }
}
