package cetra.relay.vault;

import cetra.wire.hash.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Evidence as files; which folder a file is in says what is known of it.
 *
 * <pre>
 *  incoming/{clip}.part                          bytes of an upload, as far as they have come
 *  incoming/{clip}.base                          another clip of the device, whose fragments the
 *                                                upload leaves out
 *  verified/{clip}.zip                           a package that is what it claims to be
 *  quarantined/{clip}.zip, {clip}.reason.txt     one that is not, and why
 *  delivered/{clip}.zip, {clip}.view.mp4,        what the issuer can have, a copy for players and
 *            {clip}.still.jpg                    a picture of it
 *  trust.pem                                     the authorities by which it was verified
 * </pre>
 *
 * <p>Files move by atomic rename with forced folders, and every move may be repeated: when the file
 * has arrived already, nothing is done. So a stage that crashed between the move and its commit
 * does both again.
 */
public final class EvidenceVault {
  private final Path incoming;
  private final Path verified;
  private final Path quarantined;
  private final Path delivered;

  /** Opens a vault, making its folders. */
  public EvidenceVault(Path folder) throws IOException {
    this.incoming = Files.createDirectories(folder.resolve("incoming"));
    this.verified = Files.createDirectories(folder.resolve("verified"));
    this.quarantined = Files.createDirectories(folder.resolve("quarantined"));
    this.delivered = Files.createDirectories(folder.resolve("delivered"));
  }

  /** Where an upload is written. */
  public Path incoming(String clip) {
    return incoming.resolve(clip + ".part");
  }

  /** Where a clip is whose fragments an upload leaves out, while it is not put together. */
  public Path base(String clip) {
    return incoming.resolve(clip + ".base");
  }

  /**
   * Keeps what an upload is to be put together with, whatever becomes of it meanwhile.
   *
   * @return false when it is not here, or this disk cannot keep one file under two names
   */
  public boolean keepBase(String clip, String base) throws IOException {
    try {
      Files.deleteIfExists(base(clip));
      Files.createLink(base(clip), find(base));
      force(incoming);
      return true;
    } catch (UnsupportedOperationException | NoSuchFileException e) {
      return false; // it is being moved, or gone: the device sends all
    }
  }

  /** Puts the whole package in the place of its upload. */
  public void whole(String clip, Path whole) throws IOException {
    move(whole, incoming(clip));
    Files.deleteIfExists(base(clip));
    force(incoming);
  }

  /** Where a delivered package is. */
  public Path delivered(String clip) {
    return delivered.resolve(clip + ".zip");
  }

  /** Where the players' copy of a delivered clip is. */
  public Path view(String clip) {
    return delivered.resolve(clip + ".view.mp4");
  }

  /** Where a picture of a delivered clip is. */
  public Path still(String clip) {
    return delivered.resolve(clip + ".still.jpg");
  }

  /** Where a package is now: arrived, or already moved by a run that did not live to say so. */
  public Path find(String clip) throws IOException {
    return Stream.of(
            incoming(clip), verified(clip), quarantined.resolve(clip + ".zip"), delivered(clip))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IOException("clip " + clip + " is in no folder of the vault"));
  }

  /** SHA-256 of a package's file, wherever it is. */
  public Hash hash(String clip) throws IOException {
    return Hash.ofFile(find(clip));
  }

  /** Accepts a package. */
  public void accept(String clip) throws IOException {
    move(find(clip), verified(clip));
  }

  /** Puts a package aside, with the reason beside it. */
  public void quarantine(String clip, String reason) throws IOException {
    Path file = quarantined.resolve(clip + ".reason.txt");
    Path part = quarantined.resolve(clip + ".reason.part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer text = StandardCharsets.UTF_8.encode(reason + "\n");
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
    move(part, file);
    move(find(clip), quarantined.resolve(clip + ".zip"));
  }

  /** Gives a verified package out. */
  public void deliver(String clip) throws IOException {
    move(find(clip), delivered(clip));
  }

  /** Puts the finished copy for players in its place. */
  public void view(String clip, Path copy) throws IOException {
    move(copy, view(clip));
  }

  /** Puts the finished picture in its place. */
  public void still(String clip, Path picture) throws IOException {
    move(picture, still(clip));
  }

  /** Deletes all that there is of a clip, whatever is known of it; false when that is nothing. */
  public boolean delete(String clip) throws IOException {
    boolean some = false;
    for (Path file :
        List.of(
            incoming(clip),
            base(clip),
            verified(clip),
            quarantined.resolve(clip + ".zip"),
            quarantined.resolve(clip + ".reason.txt"),
            delivered(clip),
            view(clip),
            still(clip))) {
      if (Files.deleteIfExists(file)) {
        force(folderOf(file));
        some = true;
      }
    }
    return some;
  }

  /** Throws an incomplete upload away. */
  public void discard(String clip) throws IOException {
    Files.deleteIfExists(base(clip));
    if (Files.deleteIfExists(incoming(clip))) {
      force(incoming);
    }
  }

  /** The clips of which bytes have come and not all of which may still be wanted. */
  public List<String> incomplete() throws IOException {
    try (Stream<Path> files = Files.list(incoming)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".part") || name.endsWith(".base"))
          .map(name -> name.substring(0, name.lastIndexOf('.')))
          .distinct()
          .toList();
    }
  }

  /** Octets that may still be written to the vault's disk. */
  public long usableSpace() throws IOException {
    return Files.getFileStore(incoming).getUsableSpace();
  }

  private Path verified(String clip) {
    return verified.resolve(clip + ".zip");
  }

  private static void move(Path from, Path to) throws IOException {
    if (from.equals(to)) {
      return;
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    force(folderOf(to));
    force(folderOf(from));
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
