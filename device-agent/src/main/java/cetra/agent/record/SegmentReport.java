package cetra.agent.record;

import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.TrackPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a whole segment file was found to be.
 *
 * @param head what was signed; absent where there is none or it cannot be read
 * @param signed whether the signature is the given key's; absent without key or signature
 * @param layout its whole fragments; absent where there is no init segment
 * @param intact for each whole fragment, whether it is the one that was sealed; absent where
 *     nothing was sealed
 * @param track its fixes
 * @param left octets after the last whole fragment that are no trailer
 * @param fault the first thing that is wrong; absent where nothing is
 */
public record SegmentReport(
    @Nullable SegmentHead head,
    @Nullable Boolean signed,
    @Nullable FragmentedMp4 layout,
    @Nullable List<Boolean> intact,
    List<TrackPoint> track,
    long left,
    @Nullable Fault fault) {
  /**
   * Something wrong.
   *
   * @param what in words
   * @param fragment its place in the segment, from 0; absent where none is concerned
   * @param second of the segment; absent with it
   */
  public record Fault(String what, @Nullable Integer fragment, @Nullable Double second) {
    Fault(String what) {
      this(what, null, null);
    }
  }
}
