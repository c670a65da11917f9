package cetra.agent.upload;

import io.tus.java.client.TusClient;
import io.tus.java.client.TusUploader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A tus client (tus 1.0.0) that proves each chunk with a SHA-256 of its own, so that a relay never
 * keeps octets that were hurt on the road. Used by one thread.
 */
final class ResumableUpload extends TusClient {
  /** Octets of one request: what is lost at most when the road ends. */
  static final int CHUNK = 256 << 10;

  private final RelayConnection relay;
  private final Path file;
  private final BooleanSupplier wanted;
  private @Nullable TusUploader uploader;

  /**
   * An upload of a file.
   *
   * @param wanted asked before each piece of a chunk: an order may be taken back meanwhile
   */
  ResumableUpload(RelayConnection relay, Path file, BooleanSupplier wanted) {
    this.wanted = wanted;
    this.relay = relay;
    this.file = file;
  }

  /** Sends all that the relay does not have yet. */
  void send(TusUploader to) throws IOException, io.tus.java.client.ProtocolException {
    uploader = to;
    to.setChunkSize(CHUNK / 4);
    to.setRequestPayloadSize(CHUNK);
    // one chunk too many would be an empty request for an upload that the relay has taken away
    long size = Files.size(file);
    int sent = 0;
    while (sent > -1 && to.getOffset() < size) {
      if (!wanted.getAsBoolean()) {
        throw new IOException("the clip was let go while it was uploaded");
      }
      sent = to.uploadChunk();
    }
    to.finish();
  }

  @Override
  public void prepareConnection(HttpURLConnection connection) {
    super.prepareConnection(connection);
    relay.prepare(connection);
    if (uploader != null) {
      connection.setRequestProperty("Upload-Checksum", "sha256 " + checksum(uploader.getOffset()));
    }
  }

  private String checksum(long offset) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, channel.size() - offset));
      while (chunk.hasRemaining() && channel.read(chunk, offset + chunk.position()) >= 0) {
        // until the chunk is whole
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(chunk.flip());
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
