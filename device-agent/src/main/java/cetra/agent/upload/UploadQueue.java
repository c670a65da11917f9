package cetra.agent.upload;

import cetra.agent.clip.ClipFolder;
import cetra.agent.index.AskedToWait;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipJob;
import cetra.agent.index.ClipStore;
import cetra.agent.index.GotFurther;
import cetra.agent.index.LedgerStore;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Uploads sealed packages one after the other, each resumed where it was, whatever ended in
 * between: the connection, the relay or this process. Only when the relay has the last octet is the
 * footage let go.
 */
public final class UploadQueue implements ClipJob {
  /** A gate that opens is told at once; this is for one that opens by time alone. */
  private static final Duration GATE = Duration.ofMinutes(1);

  private final ClipStore clips;
  private final LedgerStore ledger;
  private final ClipFolder folder;
  private final TusClient client;
  private final UploadGate gate;
  private final ChunkSize chunks = new ChunkSize();
  private final Clock clock;
  private final SharedFootage shared;
  private final Map<String, Long> stood = new HashMap<>();

  /**
   * A queue to one relay.
   *
   * @param gate whether a clip may go now
   */
  public UploadQueue(
      ClipStore clips,
      LedgerStore ledger,
      ClipFolder folder,
      RelayConnection relay,
      UploadGate gate,
      Clock clock) {
    this.clips = clips;
    this.ledger = ledger;
    this.folder = folder;
    this.client = new TusClient(relay);
    this.gate = gate;
    this.clock = clock;
    this.shared = new SharedFootage(clips, folder);
  }

  @Override
  public String name() {
    return "upload";
  }

  @Override
  public Clip.State claims() {
    return Clip.State.SEALED;
  }

  @Override
  public void work(Clip clip) throws IOException {
    Path file = folder.sealed(clip.id());
    if (!Files.exists(file)) {
      clips.move(clip, Clip.State.GRANTED, "the package was lost");
      return;
    }
    awaitGate(clip);
    upload(clip);
    stood.remove(clip.id());
    clips.uploaded(
        clip, ledger, new LedgerStore.Row(clock.instant(), clip.orderId(), "uploaded", clip.id()));
    folder.remove(clip.id());
  }

  private void awaitGate(Clip clip) throws AskedToWait {
    Optional<String> closed = gate.closed(clip);
    if (closed.isPresent()) {
      throw new AskedToWait(GATE, new IOException(closed.get()));
    }
  }

  private void upload(Clip clip) throws IOException {
    String base = shared.base(clip);
    try {
      upload(clip, shared.file(clip, base), base);
    } catch (TusRefusal e) {
      if (!base.isEmpty() && e.status() == HttpURLConnection.HTTP_CONFLICT) {
        shared.forget(clip); // the relay does not have the other clip any more
        throw new GotFurther(e);
      }
      throw e.waitSeconds() > 0 ? new AskedToWait(Duration.ofSeconds(e.waitSeconds()), e) : e;
    }
  }

  private void upload(Clip clip, Path file, String base) throws IOException {
    try (FileChannel content = FileChannel.open(file, StandardOpenOption.READ)) {
      TusClient.Upload upload = begun(clip, content.size(), base);
      if (upload.offset() > content.size()) {
        throw new IOException(
            "the relay says it has %d octets of a package of %d"
                .formatted(upload.offset(), content.size()));
      }
      Long before = stood.put(clip.id(), upload.offset());
      try {
        send(clip, content, upload);
      } catch (TusRefusal | AskedToWait refused) {
        throw refused;
      } catch (IOException cutOff) {
        // the relay keeps part of a chunk that was cut off, and says so when it is asked again
        throw before == null || upload.offset() > before ? new GotFurther(cutOff) : cutOff;
      }
    }
  }

  /** Where an upload goes on; one that the relay does not know begins anew. */
  private TusClient.Upload begun(Clip clip, long length, String base) throws IOException {
    URI place = URI.create(clip.upload());
    if (client.isAtTheRelay(place)) { // which one that is not known yet is not
      OptionalLong offset = client.offset(place);
      if (offset.isPresent()) {
        return new TusClient.Upload(place, offset.getAsLong());
      }
    }
    TusClient.Upload created =
        client.create(
            length,
            base.isEmpty() ? Map.of("offer", clip.id()) : Map.of("offer", clip.id(), "base", base));
    clips.upload(clip.id(), created.place().toString());
    return created;
  }

  private void send(Clip clip, FileChannel content, TusClient.Upload upload) throws IOException {
    long offset = upload.offset();
    while (offset < content.size()) {
      awaitGate(clip);
      long rest = Math.min(gate.left(), content.size() - offset);
      int length = (int) Math.min(chunks.next(), rest);
      long begun = System.nanoTime();
      Sent sent = new Sent(clip);
      try {
        offset = client.patch(upload.place(), content, offset, length, sent);
      } finally {
        gate.sent(sent.octets);
      }
      chunks.took(length, Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  /** A chunk that ends when its clip is let go or may go no further. */
  private final class Sent implements TusClient.Chunk {
    private final Clip clip;
    private long octets;

    Sent(Clip clip) {
      this.clip = clip;
    }

    @Override
    public boolean isWanted() {
      return clips.unfinished(clip.id()) && gate.closed(clip).isEmpty();
    }

    @Override
    public void sent(int more) {
      octets += more;
    }
  }
}
