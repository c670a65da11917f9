package cetra.tools.ring;

import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.VideoTrack;
import cetra.wire.hash.Hash;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies beside an exported recording.
 *
 * @param what what it is, and what it is not
 * @param file the video
 * @param device who recorded it; absent where no head says so
 * @param boot the run of the recorder
 * @param segments of the ring, from which it was taken
 * @param from its first instant; absent where the time is not known
 * @param to its end; absent with it
 * @param boundMillis how far both can be off; absent with them
 * @param startsAtSeconds the time of its first picture in the file, counted from the boot
 * @param seconds how long it is, gaps included
 * @param video what it shows
 * @param fragments how many
 * @param pictures how many
 * @param octets of the file
 * @param sha256 of the file
 * @param gaps times of the file in which there are no pictures, in nanoseconds
 * @param changed fragments whose octets are not those recorded
 */
record ExportNote(
    String what,
    String file,
    @Nullable String device,
    String boot,
    List<Long> segments,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Long boundMillis,
    double startsAtSeconds,
    double seconds,
    VideoTrack video,
    int fragments,
    int pictures,
    long octets,
    Hash sha256,
    List<Manifest.Gap> gaps,
    List<Changed> changed) {
  static final String WHAT =
      "Recorded fragments copied octet for octet out of a CETRA ring. This is not an evidence"
          + " package: it is not signed and proves nothing by itself.";

  /** A fragment that is not as it was recorded. */
  record Changed(long segment, int fragment) {}
}
