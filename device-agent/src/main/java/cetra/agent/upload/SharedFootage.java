package cetra.agent.upload;

import cetra.agent.clip.ClipFolder;
import cetra.agent.clip.CutPlan;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipStore;
import cetra.wire.evidence.SharedFragments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Orders that overlap ask for the same seconds: what the relay has of them from an earlier clip is
 * not uploaded again. Each issuer still gets its own range only, for the relay puts each package
 * together as it was sealed.
 */
final class SharedFootage {
  /** Less is not worth a second look. */
  private static final int LEAST_FRAGMENTS = 2;

  private final ClipStore clips;
  private final ClipFolder folder;

  /** A fragment by its segment and its place there. */
  private record Place(long segment, int index) {}

  SharedFootage(ClipStore clips, ClipFolder folder) {
    this.clips = clips;
    this.folder = folder;
  }

  /** The uploaded clip that has most of another one, decided once; "" for none. */
  String base(Clip clip) {
    Optional<String> decided = clips.base(clip.id());
    if (decided.isPresent()) {
      return decided.get();
    }
    Set<Place> wanted = places(clip);
    String base = "";
    long most = LEAST_FRAGMENTS - 1;
    for (Clip other : clips.uploaded(clip.boot())) {
      long shared = places(other).stream().filter(wanted::contains).count();
      base = shared > most ? other.id() : base;
      most = Math.max(most, shared);
    }
    clips.base(clip.id(), base);
    return base;
  }

  /** From now on the clip is uploaded whole. */
  void forget(Clip clip) throws IOException {
    clips.base(clip.id(), "");
    Files.deleteIfExists(folder.rest(clip.id()));
  }

  /** The file to upload. */
  Path file(Clip clip, String base) throws IOException {
    Path rest = folder.rest(clip.id());
    Optional<Clip> other = clips.find(base).filter(found -> !found.plan().isEmpty());
    if (other.isEmpty()) {
      return folder.sealed(clip.id());
    }
    if (!Files.exists(rest)) {
      Set<Place> there = places(other.get());
      Path part = folder.restPart(clip.id());
      SharedFragments.leaveOut(
          folder.sealed(clip.id()),
          (segment, index) -> there.contains(new Place(segment, index)),
          part);
      Files.move(part, rest, StandardCopyOption.ATOMIC_MOVE);
    }
    return rest;
  }

  private static Set<Place> places(Clip clip) {
    Set<Place> places = new HashSet<>();
    if (!clip.plan().isEmpty()) {
      for (CutPlan.Piece piece : CutPlan.read(clip.plan()).pieces()) {
        for (int i = 0; i < piece.count(); i++) {
          places.add(new Place(piece.segment(), piece.first() + i));
        }
      }
    }
    return places;
  }
}
