package cetra.agent.upload;

import cetra.agent.clip.ClipFolder;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipJob;
import cetra.agent.index.ClipStore;
import cetra.agent.index.GotFurther;
import cetra.agent.index.LedgerStore;
import io.tus.java.client.ProtocolException;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Uploads sealed packages one after the other, each resumed where it was, whatever ended in
 * between: the connection, the relay or this process. Only when the relay has the last octet is the
 * footage let go.
 */
public final class UploadQueue implements ClipJob {
  private static final String UPLOADS = "/v1/uploads";

  private final ClipStore clips;
  private final LedgerStore ledger;
  private final ClipFolder folder;
  private final RelayConnection relay;
  private final Clock clock;
  private final SharedFootage shared;
  private final Map<String, Long> stood = new HashMap<>();

  /** A queue to one relay. */
  public UploadQueue(
      ClipStore clips, LedgerStore ledger, ClipFolder folder, RelayConnection relay, Clock clock) {
    this.clips = clips;
    this.ledger = ledger;
    this.folder = folder;
    this.relay = relay;
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
    upload(clip);
    stood.remove(clip.id());
    clips.uploaded(
        clip, ledger, new LedgerStore.Row(clock.instant(), clip.orderId(), "uploaded", clip.id()));
    folder.remove(clip.id());
  }

  /** The relay keeps part of a chunk that was cut off, and says so when it is asked again. */
  private void send(ResumableUpload client, TusUploader uploader, Clip clip)
      throws IOException, ProtocolException {
    long from = uploader.getOffset();
    Long before = stood.put(clip.id(), from);
    try {
      client.send(uploader);
    } catch (IOException cutOff) {
      throw before == null || from > before ? new GotFurther(cutOff) : cutOff;
    }
  }

  private void upload(Clip clip) throws IOException {
    String base = shared.base(clip);
    try {
      upload(clip, shared.file(clip, base), base);
    } catch (ProtocolException e) {
      if (base.isEmpty() || !isConflict(e)) {
        throw new IOException(e.getMessage(), e);
      }
      shared.forget(clip); // the relay does not have the other clip any more
      throw new GotFurther(new IOException(e.getMessage(), e));
    }
  }

  private static boolean isConflict(ProtocolException e) throws IOException {
    HttpURLConnection cause = e.getCausingConnection();
    return cause != null && cause.getResponseCode() == HttpURLConnection.HTTP_CONFLICT;
  }

  private void upload(Clip clip, Path file, String base) throws IOException, ProtocolException {
    ResumableUpload client = new ResumableUpload(relay, file, () -> clips.unfinished(clip.id()));
    client.setUploadCreationURL(relay.relay().resolve(UPLOADS).toURL());
    client.enableResuming(new UploadUrls(clips, relay));
    try (InputStream content = Files.newInputStream(file)) {
      TusUpload upload = new TusUpload();
      upload.setInputStream(content);
      upload.setSize(Files.size(file));
      upload.setFingerprint(clip.id());
      upload.setMetadata(
          base.isEmpty() ? Map.of("offer", clip.id()) : Map.of("offer", clip.id(), "base", base));
      TusUploader uploader = client.resumeOrCreateUpload(upload);
      send(client, uploader, clip);
    }
  }
}
