package cetra.agent.seal;

import cetra.agent.clip.ClipFolder;
import cetra.agent.clip.CutPlan;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipJob;
import cetra.agent.index.ClipStore;
import cetra.agent.index.CommitmentStore;
import cetra.agent.index.TrackStore;
import cetra.agent.record.Ring;
import cetra.agent.record.UtcEstimate;
import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.Timeline;
import cetra.wire.hash.Hash;
import cetra.wire.message.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Makes a cut clip evidence: a manifest with the proof of every fragment, signed. The hashes are
 * those taken while recording; the clip is read once more, so that a card that has lost bits is
 * noticed here and not by an investigator.
 */
public final class EvidenceSealer implements ClipJob {
  private final ClipStore clips;
  private final TrackStore track;
  private final CommitmentStore commitments;
  private final SegmentProofs proofs;
  private final ClipFolder folder;
  private final DeviceKey key;
  private final String camera;
  private final String software;

  /**
   * A sealer.
   *
   * @param camera what recorded, as manifests say it
   * @param software what sealed, as manifests say it
   */
  public EvidenceSealer(
      ClipStore clips,
      TrackStore track,
      CommitmentStore commitments,
      ClipIndex index,
      Ring ring,
      ClipFolder folder,
      DeviceKey key,
      String camera,
      String software) {
    this.clips = clips;
    this.track = track;
    this.commitments = commitments;
    this.proofs = new SegmentProofs(index, ring, key);
    this.folder = folder;
    this.key = key;
    this.camera = camera;
    this.software = software;
  }

  @Override
  public String name() {
    return "seal";
  }

  @Override
  public Clip.State claims() {
    return Clip.State.CUT;
  }

  @Override
  public void work(Clip clip) throws IOException {
    // a package that has its final name was sealed just before the power went
    if (Files.exists(folder.cut(clip.id()))) {
      seal(clip, CutPlan.read(clip.plan()));
      Files.move(folder.cut(clip.id()), folder.sealed(clip.id()), StandardCopyOption.ATOMIC_MOVE);
      folder.force();
    }
    boolean sealed = Files.exists(folder.sealed(clip.id()));
    clips.move(clip, sealed ? Clip.State.SEALED : Clip.State.GRANTED, sealed ? "" : "cut was lost");
  }

  private void seal(Clip clip, CutPlan plan) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            folder.cut(clip.id()), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      file.truncate(EvidencePackage.CLIP_OFFSET + plan.clipLength());
      FragmentedMp4 layout =
          FragmentedMp4.scan(file, EvidencePackage.CLIP_OFFSET, plan.clipLength());
      SegmentCommitments committed = new SegmentCommitments(commitments);
      List<Manifest.Piece> pieces = proofs.of(plan, committed);
      Hash init = SegmentHead.read(pieces.getFirst().head()).init();
      int crc = new ClipReader(file, layout).check(init, pieces);
      byte[] manifest = Json.bytes(manifest(clip, plan, layout, pieces, committed.stated()));
      EvidencePackage.complete(file, crc, manifest, key.signManifest(manifest));
    }
  }

  private Manifest manifest(
      Clip clip,
      CutPlan plan,
      FragmentedMp4 layout,
      List<Manifest.Piece> pieces,
      List<Manifest.LoggedCommitment> committed)
      throws IOException {
    UtcEstimate utc =
        track
            .boot(clip.boot())
            .orElseThrow(
                () -> new IOException("the time of boot " + clip.boot() + " is not known"));
    Fragment first = layout.fragments().getFirst();
    Fragment last = layout.fragments().getLast();
    return new Manifest(
        Manifest.FORMAT,
        clip.orderId(),
        clip.id(),
        key.device(),
        camera,
        software,
        key.kind(),
        utc.at(Timeline.nanos(first.time(), layout.timescale())),
        utc.at(Timeline.nanos(last.time() + last.duration(), layout.timescale())),
        new Manifest.TimeBase(clip.boot(), utc.zero(), utc.boundMillis(), utc.source()),
        SegmentHead.read(pieces.getFirst().head()).init(),
        plan.initLength(),
        plan.timescale(),
        pieces,
        Timeline.gaps(layout.fragments(), layout.timescale(), clip.extent()),
        key.certificates(),
        pieces.stream().allMatch(piece -> piece.key() == null) ? List.of() : key.earlier(),
        committed,
        clip.extent().stated());
  }
}
