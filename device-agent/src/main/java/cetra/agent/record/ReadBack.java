package cetra.agent.record;

import cetra.hardware.linux.PageCache;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.MalformedVideo;
import cetra.wire.evidence.SegmentTrailer;
import cetra.wire.hash.Hash;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Reads a closed segment from the card itself: the memory of the host would only repeat what was
 * written.
 */
final class ReadBack {
  private static final PageCache HOST = new PageCache();

  private final Path file;

  ReadBack(Path file) {
    this.file = file;
  }

  /** Whether every fragment is what its trailer says; one that was evicted proves nothing. */
  boolean isAsWritten() throws IOException {
    HOST.forget(file);
    try (FileChannel card = FileChannel.open(file, StandardOpenOption.READ)) {
      FragmentedMp4 layout = FragmentedMp4.scan(card, 0, card.size());
      Optional<SegmentTrailer> trailer = SegmentTrailer.read(card, layout.end());
      return trailer.isPresent() && matches(card, layout.fragments(), trailer.get().leaves());
    } catch (NoSuchFileException evicted) {
      return true;
    } catch (MalformedVideo | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean matches(FileChannel card, List<Fragment> fragments, List<Hash> leaves)
      throws IOException {
    LeafReader reader = new LeafReader();
    boolean same = fragments.size() == leaves.size();
    for (int i = 0; same && i < leaves.size(); i++) {
      Fragment fragment = fragments.get(i);
      same = reader.leaf(card, fragment.offset(), fragment.length()).equals(leaves.get(i));
    }
    return same;
  }
}
