package cetra.agent.clip;

import cetra.agent.consent.PrivateTime;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipJob;
import cetra.agent.index.ClipStore;
import cetra.agent.index.TrackStore;
import cetra.agent.record.Ring;
import cetra.agent.record.SegmentName;
import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.FragmentedMp4;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a granted clip out of the ring: the init segment and the byte-identical fragments of its
 * range, or of that what its extent leaves, begun at the key frame before it. Where that lies
 * further back than consent reckons with, it is begun at the first one inside. The clip is written
 * where the package will have it, so it is never copied again.
 */
public final class ClipCutter implements ClipJob {
  private final ClipStore clips;
  private final TrackStore track;
  private final ClipIndex index;
  private final Ring ring;
  private final ClipFolder folder;

  /** A cutter over a ring and its index. */
  public ClipCutter(
      ClipStore clips, TrackStore track, ClipIndex index, Ring ring, ClipFolder folder) {
    this.clips = clips;
    this.track = track;
    this.index = index;
    this.ring = ring;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "cut";
  }

  @Override
  public Clip.State claims() {
    return Clip.State.GRANTED;
  }

  @Override
  public void work(Clip clip) throws IOException {
    List<TrackStore.Footage> segments = track.during(clip.boot(), clip.fromNanos(), clip.toNanos());
    if (segments.isEmpty()) {
      clips.move(clip, Clip.State.FAILED, "the ring does not have it any more");
      return;
    }
    try (FileChannel to =
        FileChannel.open(
            folder.cut(clip.id()),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      to.position(EvidencePackage.CLIP_OFFSET);
      CutPlan plan = copy(clip, segments, to);
      if (plan.pieces().isEmpty()) {
        clips.move(clip, Clip.State.FAILED, "the ring holds no key frame of it");
        return;
      }
      to.force(true);
      folder.force();
      clips.cut(clip, plan.text());
    }
  }

  private CutPlan copy(Clip clip, List<TrackStore.Footage> segments, FileChannel to)
      throws IOException {
    List<CutPlan.Piece> cut = new ArrayList<>();
    int initLength = 0;
    int timescale = 0;
    for (TrackStore.Footage footage : segments) {
      try (FileChannel from = open(footage.segment())) {
        FragmentedMp4 layout = FragmentedMp4.scan(from, 0, from.size());
        FragmentRange range = FragmentRange.until(layout, clip.toNanos());
        if (cut.isEmpty()) {
          range = range.from(layout, clip.fromNanos(), PrivateTime.LEAD.toNanos());
        }
        if (!range.empty()) {
          if (cut.isEmpty()) {
            initLength = layout.initLength();
            timescale = layout.timescale();
            FragmentRange.copyInit(from, layout, to);
          }
          for (FragmentRange shown : range.thinned(layout, clip.extent())) {
            shown.copy(from, layout, to);
            cut.add(new CutPlan.Piece(footage.segment(), shown.first(), shown.count()));
          }
        }
      }
    }
    return new CutPlan(initLength, timescale, to.position() - EvidencePackage.CLIP_OFFSET, cut);
  }

  private FileChannel open(long segment) throws IOException {
    SegmentName name =
        index
            .name(segment)
            .orElseThrow(() -> new IOException("segment " + segment + " is not in the index"));
    return FileChannel.open(ring.file(name), StandardOpenOption.READ);
  }
}
