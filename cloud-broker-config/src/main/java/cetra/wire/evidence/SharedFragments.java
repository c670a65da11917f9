package cetra.wire.evidence;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * A package on the road without the fragments that the relay has in another one of the same device:
 * the same ZIP, its clip shortened by them and its CRC left at zero. The manifest, which says what
 * belongs where, travels whole; what comes of putting them back is verified like any other package,
 * so nothing of this needs to be believed.
 */
public final class SharedFragments {
  /** Which fragments the relay has. */
  public interface Known {
    /** Whether it has one, by its segment's number and its place there. */
    boolean has(long segment, int index);
  }

  /** Where a fragment stands in a clip. */
  private record Place(long offset, long length) {}

  private static final int CHUNK = 256 << 10;
  private static final Place NOWHERE = new Place(-1, 0);

  private final FileChannel to;
  private final CRC32 crc = new CRC32();
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
  private long at = EvidencePackage.CLIP_OFFSET;

  private SharedFragments(FileChannel to) {
    this.to = to;
  }

  /**
   * Writes a package without what the relay has.
   *
   * @return octets that were left out
   */
  public static long leaveOut(Path whole, Known known, Path to) throws IOException {
    try (EvidencePackage opened = EvidencePackage.open(whole);
        FileChannel file = create(to)) {
      Manifest manifest = Manifest.read(opened.manifest());
      SharedFragments writer = new SharedFragments(file);
      writer.copy(opened, new Place(0, manifest.initLength()));
      long from = manifest.initLength();
      for (Manifest.Piece piece : manifest.segments()) {
        long segment = SegmentHead.read(piece.head()).segment();
        for (Manifest.Proof proof : piece.fragments()) {
          if (!known.has(segment, proof.index())) {
            writer.copy(opened, new Place(from, proof.length()));
          }
          from += proof.length();
        }
      }
      EvidencePackage.complete(file, 0, opened.manifest(), opened.signature());
      return opened.clipLength() - (writer.at - EvidencePackage.CLIP_OFFSET);
    }
  }

  /**
   * Writes the whole package.
   *
   * @param rest what {@link #leaveOut} wrote; a whole package is copied as it is
   * @param base the package that has the rest of the fragments
   * @return octets that came from there
   * @throws ZipException when both together are not what the manifest says
   */
  public static long putBack(Path rest, Path base, Path to) throws IOException {
    try (EvidencePackage opened = EvidencePackage.open(rest);
        EvidencePackage other = EvidencePackage.open(base);
        FileChannel file = create(to)) {
      Manifest manifest = read(opened);
      Map<Hash, Place> there = places(read(other));
      Deque<Map.Entry<Hash, Place>> here = fragments(opened);
      SharedFragments writer = new SharedFragments(file);
      writer.copy(opened, new Place(0, manifest.initLength()));
      long shared = 0;
      for (Manifest.Proof proof : proofs(manifest)) {
        if (!here.isEmpty() && here.getFirst().getKey().equals(proof.leaf())) {
          writer.copy(opened, here.removeFirst().getValue());
        } else {
          writer.copy(other, there.getOrDefault(proof.leaf(), NOWHERE));
          shared += proof.length();
        }
      }
      EvidencePackage.complete(
          file, (int) writer.crc.getValue(), opened.manifest(), opened.signature());
      return shared;
    } catch (EOFException | MalformedVideo e) {
      throw new ZipException("the clip lacks octets that are in no other clip of its device");
    }
  }

  /** The fragments that a clip really has, by their leaf hashes. */
  private static Deque<Map.Entry<Hash, Place>> fragments(EvidencePackage opened)
      throws IOException {
    Deque<Map.Entry<Hash, Place>> fragments = new ArrayDeque<>();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (Fragment fragment :
        FragmentedMp4.scan(opened.file(), EvidencePackage.CLIP_OFFSET, opened.clipLength())
            .fragments()) {
      MessageDigest digest = MerkleTree.leafDigest();
      Place place = new Place(fragment.offset(), fragment.length());
      each(opened, place, chunk, digest::update);
      fragments.add(Map.entry(Hash.from(digest), place));
    }
    return fragments;
  }

  private static FileChannel create(Path to) throws IOException {
    return FileChannel.open(
        to,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static Manifest read(EvidencePackage opened) throws ZipException {
    try {
      Manifest manifest = Manifest.read(opened.manifest());
      if (length(manifest) > EvidencePackage.MOST_CLIP) {
        throw new ZipException(
            "a clip of %d octets; at most %d"
                .formatted(length(manifest), EvidencePackage.MOST_CLIP));
      }
      return manifest;
    } catch (IllegalArgumentException e) {
      throw new ZipException(e.getMessage());
    }
  }

  private static long length(Manifest manifest) {
    long length = manifest.initLength();
    for (Manifest.Proof proof : proofs(manifest)) {
      length = Math.addExact(length, proof.length());
    }
    return length;
  }

  private static List<Manifest.Proof> proofs(Manifest manifest) {
    return manifest.segments().stream().flatMap(piece -> piece.fragments().stream()).toList();
  }

  private static Map<Hash, Place> places(Manifest manifest) {
    Map<Hash, Place> places = new HashMap<>();
    long from = manifest.initLength();
    for (Manifest.Proof proof : proofs(manifest)) {
      places.put(proof.leaf(), new Place(from, proof.length()));
      from += proof.length();
    }
    return places;
  }

  private void copy(EvidencePackage from, Place place) throws IOException {
    each(
        from,
        place,
        chunk,
        octets -> {
          crc.update(octets);
          octets.rewind();
          while (octets.hasRemaining()) {
            at += to.write(octets, at);
          }
        });
  }

  private interface Octets {
    void take(ByteBuffer octets) throws IOException;
  }

  private static void each(EvidencePackage from, Place place, ByteBuffer chunk, Octets octets)
      throws IOException {
    if (place.offset() < 0 || place.offset() + place.length() > from.clipLength()) {
      throw new EOFException(place + " of a clip of " + from.clipLength() + " octets");
    }
    for (long done = 0; done < place.length(); done += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK, place.length() - done));
      BoxReader.fill(from.file(), EvidencePackage.CLIP_OFFSET + place.offset() + done, chunk);
      octets.take(chunk.flip());
    }
  }
}
