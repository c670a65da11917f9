package cetra.agent.upload;

import cetra.wire.hash.Hash;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Speaks tus 1.0 to the relay: creation, HEAD, and PATCH with a SHA-256 of each chunk, all over one
 * connection for as long as the road holds. Follows nobody elsewhere. Used by one thread.
 */
final class TusClient {
  private static final String UPLOADS = "/v1/uploads";

  /** A TLS record; of one that a cut leaves incomplete nothing has come. */
  private static final int PIECE = 8 << 10;

  /** Octets between two questions whether the clip is still wanted. */
  private static final int LOOK = 64 << 10;

  private static final int MOST_ANSWER = 64 << 10;
  private static final int LONGEST_WAIT = 3600;

  private final CutableSockets sockets;
  private final RelayConnection relay;
  private final Pace pace = new Pace();
  private final byte[] piece = new byte[PIECE];

  TusClient(RelayConnection relay) {
    this.sockets = new CutableSockets(relay.sockets());
    this.relay = new RelayConnection(relay.relay(), sockets, relay.patience());
  }

  /** Who watches a chunk go. */
  interface Chunk {
    /** Whether the rest is still to go; asked before each 64 KiB. */
    boolean isWanted();

    /** So many more octets have gone. */
    void sent(int octets);
  }

  /**
   * An upload as the relay has it.
   *
   * @param place where it is sent to, of this relay
   * @param offset octets that the relay has
   */
  record Upload(URI place, long offset) {}

  /**
   * Creates an upload, or finds one that was created before.
   *
   * @throws TusRefusal when the relay does not want it
   */
  Upload create(long length, Map<String, String> metadata) throws IOException {
    HttpURLConnection request = open(relay.relay().resolve(UPLOADS), "POST");
    request.setDoOutput(true);
    request.setFixedLengthStreamingMode(0);
    request.setRequestProperty("Upload-Length", Long.toString(length));
    request.setRequestProperty("Upload-Metadata", text(metadata));
    request.getOutputStream().close();
    expect(request, "the creation of an upload", HttpURLConnection.HTTP_CREATED);
    String location = request.getHeaderField("Location");
    URI place = relay.relay().resolve(UPLOADS).resolve(location == null ? "" : location);
    if (!isAtTheRelay(place)) {
      throw new IOException("the relay sends the upload to " + place.getAuthority());
    }
    return new Upload(place, Math.max(0, request.getHeaderFieldLong("Upload-Offset", 0)));
  }

  /** How much of an upload the relay has; empty when it knows none there. */
  OptionalLong offset(URI place) throws IOException {
    HttpURLConnection request = open(place, "HEAD");
    try {
      expect(request, "the question for an upload", HttpURLConnection.HTTP_OK);
    } catch (TusRefusal refusal) {
      if (refusal.status() == HttpURLConnection.HTTP_NOT_FOUND
          || refusal.status() == HttpURLConnection.HTTP_GONE) {
        return OptionalLong.empty();
      }
      throw refusal;
    }
    return OptionalLong.of(told(request));
  }

  /**
   * Sends a chunk, no faster than the relay's newest answer allows; returns what the relay has
   * then.
   */
  long patch(URI place, FileChannel file, long offset, int length, Chunk chunk) throws IOException {
    HttpURLConnection request = open(place, "POST");
    request.setRequestProperty("X-HTTP-Method-Override", "PATCH");
    request.setRequestProperty("Content-Type", "application/offset+octet-stream");
    request.setRequestProperty("Upload-Offset", Long.toString(offset));
    request.setRequestProperty("Upload-Checksum", "sha256 " + checksum(file, offset, length));
    request.setDoOutput(true);
    request.setFixedLengthStreamingMode(length);
    try (StallWatch watch = new StallWatch(relay.patience(), sockets::cut);
        OutputStream out = request.getOutputStream()) {
      int asked = 0;
      for (int sent = 0; sent < length; ) {
        if (sent >= asked) {
          if (!chunk.isWanted()) {
            request.disconnect();
            throw new IOException("the clip was let go while it was uploaded");
          }
          asked += LOOK;
        }
        int read = read(file, offset + sent, length - sent);
        pace.before(read);
        out.write(piece, 0, read);
        chunk.sent(read);
        watch.moved();
        sent += read;
      }
    }
    expect(request, "a chunk at " + offset, HttpURLConnection.HTTP_NO_CONTENT);
    long reached = told(request);
    if (reached != offset + length) {
      throw new IOException(
          "the relay says it has %d octets after %d and a chunk of %d"
              .formatted(reached, offset, length));
    }
    return reached;
  }

  /** Footage goes to the relay of the configuration and nowhere else, whatever an answer says. */
  boolean isAtTheRelay(URI place) {
    return relay.relay().getScheme().equals(place.getScheme())
        && relay.relay().getAuthority().equals(place.getAuthority());
  }

  private HttpURLConnection open(URI place, String method) throws IOException {
    HttpURLConnection request = relay.open(place);
    request.setRequestMethod(method);
    request.setRequestProperty("Tus-Resumable", "1.0.0");
    return request;
  }

  /** Reads the answer to its end, so that the connection stays for the next request. */
  private void expect(HttpURLConnection request, String what, int expected) throws IOException {
    int status = request.getResponseCode();
    pace.told(request.getHeaderField(Pace.HEADER));
    InputStream body = status >= 400 ? request.getErrorStream() : request.getInputStream();
    if (body != null) {
      try (body) {
        if (body.readNBytes(MOST_ANSWER).length == MOST_ANSWER) {
          request.disconnect();
        }
      }
    }
    if (status != expected) {
      int wait = Math.clamp(request.getHeaderFieldInt("Retry-After", 0), 0, LONGEST_WAIT);
      throw new TusRefusal(what, status, wait);
    }
  }

  private static long told(HttpURLConnection request) throws IOException {
    long offset = request.getHeaderFieldLong("Upload-Offset", -1);
    if (offset < 0) {
      throw new IOException("the relay does not say how much of the upload it has");
    }
    return offset;
  }

  private String checksum(FileChannel file, long offset, int length) throws IOException {
    MessageDigest digest = Hash.sha256();
    for (int done = 0; done < length; ) {
      int read = read(file, offset + done, length - done);
      digest.update(piece, 0, read);
      done += read;
    }
    return Base64.getEncoder().encodeToString(digest.digest());
  }

  private int read(FileChannel file, long at, int most) throws IOException {
    int read = file.read(ByteBuffer.wrap(piece, 0, Math.min(most, PIECE)), at);
    if (read <= 0) {
      throw new EOFException("the package ends at " + at);
    }
    return read;
  }

  private static String text(Map<String, String> metadata) {
    return metadata.entrySet().stream()
        .map(entry -> entry.getKey() + " " + base64(entry.getValue()))
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static String base64(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }
}
