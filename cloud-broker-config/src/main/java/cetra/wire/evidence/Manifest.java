package cetra.wire.evidence;

import cetra.wire.hash.Hash;
import cetra.wire.log.CommitmentProof;
import cetra.wire.message.Extent;
import cetra.wire.message.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of one clip; signed as {@code manifest.jws} over the very octets of {@code
 * manifest.json}.
 *
 * @param format {@link #FORMAT}
 * @param orderId the order it answers
 * @param offerId the offer that was granted
 * @param device the device's name
 * @param camera what recorded it
 * @param software what sealed it
 * @param keyKind {@code software} or {@code pkcs11}
 * @param from first instant of the clip, estimated
 * @param to end of the clip, estimated
 * @param time the clock behind the estimates
 * @param init leaf hash of the init segment
 * @param initLength octets of the init segment, with which the clip begins
 * @param timescale ticks a second
 * @param segments the segments it was cut from, in order
 * @param gaps what is missing inside its range
 * @param certificates the device's signing certificate and those above it, base64 of DER
 * @param earlier certificates of keys that the device had before, by which some of its segments are
 *     signed, base64 of DER
 * @param commitments to which its segments' heads were committed in the log before it was sealed
 * @param extent how much of its range it holds; absent for all of it
 */
public record Manifest(
    String format,
    String orderId,
    String offerId,
    String device,
    String camera,
    String software,
    String keyKind,
    Instant from,
    Instant to,
    TimeBase time,
    Hash init,
    int initLength,
    int timescale,
    List<Piece> segments,
    List<Gap> gaps,
    List<String> certificates,
    List<String> earlier,
    List<LoggedCommitment> commitments,
    @Nullable Extent extent) {
  /** The format's name and version. */
  public static final String FORMAT = "cetra-evidence/1";

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final long MOST_BOUND = 366L * 86_400_000;

  /**
   * The clock of the clip's boot.
   *
   * @param boot the boot
   * @param zero estimate of the instant at which its monotonic clock stood at zero
   * @param boundMillis how far the estimate can be off, either way
   * @param source what it rests on, such as {@code gnss}
   */
  public record TimeBase(String boot, Instant zero, long boundMillis, String source) {
    /** Refuses what is missing and bounds that bound nothing. */
    public TimeBase {
      if (boot == null || zero == null || boundMillis < 0 || boundMillis > MOST_BOUND) {
        throw new IllegalArgumentException(
            "time of boot " + boot + " is " + zero + " ± " + boundMillis + " ms");
      }
    }
  }

  /**
   * What the clip holds of one segment.
   *
   * @param head exact text of the {@link SegmentHead}
   * @param signature of that text, base64
   * @param fragments the fragments in the clip, in order
   * @param key which of the earlier keys has signed it, from 1; absent for the key of the manifest
   * @param committed where the head stands in a commitment; absent when in none
   */
  public record Piece(
      String head,
      String signature,
      List<Proof> fragments,
      @Nullable Integer key,
      @Nullable Committed committed) {
    /** Refuses what is missing. */
    public Piece {
      if (head == null || signature == null || fragments == null) {
        throw new IllegalArgumentException("a segment has no head, signature or fragments");
      }
      fragments = List.copyOf(fragments);
    }
  }

  /**
   * One fragment's proof.
   *
   * @param index its place among the segment's leaves
   * @param length octets in the clip
   * @param leaf its leaf hash
   * @param path from the leaf to the segment's root
   */
  public record Proof(int index, long length, Hash leaf, List<Hash> path) {
    /** Refuses what is missing, and fragments of nothing. */
    public Proof {
      if (leaf == null || path == null || length < 1) {
        throw new IllegalArgumentException(
            "fragment " + index + " of " + length + " octets has no leaf or no path");
      }
      path = List.copyOf(path);
    }
  }

  /**
   * Where a head stands in a commitment.
   *
   * @param commitment number among the manifest's commitments
   * @param index the head's place among the leaves of the commitment
   * @param path from its leaf to the commitment's root
   */
  public record Committed(int commitment, int index, List<Hash> path) {
    /** Refuses what is missing. */
    public Committed {
      if (path == null) {
        throw new IllegalArgumentException("a committed head has no path");
      }
      path = List.copyOf(path);
    }
  }

  /**
   * A commitment of the device.
   *
   * @param root over the leaves of the heads
   * @param heads how many there are
   * @param proof that it stands in the log
   */
  public record LoggedCommitment(Hash root, int heads, CommitmentProof proof) {
    /** Refuses what is missing. */
    public LoggedCommitment {
      if (root == null || proof == null || heads < 1) {
        throw new IllegalArgumentException("a commitment to " + heads + " heads lacks a field");
      }
    }
  }

  /**
   * What is missing.
   *
   * @param fromNanos monotonic time at which it begins
   * @param toNanos monotonic time at which it ends
   * @param cause {@code no video}, or {@code left out} of a clip that is not all of its range
   */
  public record Gap(long fromNanos, long toNanos, String cause) {}

  /** Refuses other formats and what is missing. */
  public Manifest {
    if (!FORMAT.equals(format)) {
      throw new IllegalArgumentException("format '" + format + "'; understood is " + FORMAT);
    }
    if (orderId == null
        || device == null
        || from == null
        || to == null
        || time == null
        || init == null
        || segments == null
        || gaps == null
        || certificates == null) {
      throw new IllegalArgumentException("the manifest lacks one of its fields");
    }
    if (from.isBefore(EARLIEST) || to.isBefore(from) || to.isAfter(LATEST)) {
      throw new IllegalArgumentException("the clip is from " + from + " to " + to);
    }
    if (time.zero().isAfter(to) || time.zero().isBefore(EARLIEST)) {
      throw new IllegalArgumentException("its boot was at " + time.zero());
    }
    segments = List.copyOf(segments);
    gaps = List.copyOf(gaps);
    certificates = List.copyOf(certificates);
    earlier = earlier == null ? List.of() : List.copyOf(earlier);
    commitments = commitments == null ? List.of() : List.copyOf(commitments);
  }

  /** How much of its range the clip holds. */
  public Extent shows() {
    return Extent.of(extent);
  }

  /** How many fragments the clip has. */
  public int fragments() {
    return segments.stream().mapToInt(piece -> piece.fragments().size()).sum();
  }

  /** Reads a manifest. */
  public static Manifest read(byte[] json) {
    return Json.read(json, Manifest.class);
  }
}
