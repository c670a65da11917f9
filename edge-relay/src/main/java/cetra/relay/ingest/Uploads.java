package cetra.relay.ingest;

import cetra.relay.schedule.Leases;
import cetra.relay.schedule.OfferedClip;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The answers of tus 1.0: core, creation, creation-with-upload, checksum, expiration, termination.
 * Blocks; each request has a thread of its own.
 */
final class Uploads {
  static final String PATH = "/v1/uploads";
  private static final String OFFSET = "Upload-Offset";
  private static final String LENGTH = "Upload-Length";
  private static final String STREAM = "application/offset+octet-stream";
  private static final Duration EVICTION = Duration.ofSeconds(20);
  private static final int RETRY_SECONDS = 60;

  /** The device is told when its turn comes; this is for one that the message does not reach. */
  private static final int TURN_SECONDS = 15;

  private final UploadDesk desk;
  private final UploadLimits limits;

  Uploads(UploadDesk desk, UploadLimits limits) {
    this.desk = desk;
    this.limits = limits;
  }

  /** What may be done with an upload once nobody else writes it. */
  private interface Turn {
    Answer run(OfferedClip clip) throws IOException, InterruptedException;
  }

  Answer create(String device, MultiMap headers, RequestBody body)
      throws IOException, InterruptedException {
    OptionalLong length = number(headers, LENGTH);
    Optional<String> offer = metadata(headers.get("Upload-Metadata"), "offer");
    if (length.isEmpty() || offer.isEmpty()) {
      return Answer.refused(400, "Upload-Length and 'offer' in Upload-Metadata are needed");
    }
    long octets = length.getAsLong();
    if (octets > limits.mostBytes()) {
      return Answer.refused(413, octets + " octets; at most " + limits.mostBytes());
    }
    return turn(device, offer.get(), body, clip -> create(clip, octets, headers, body));
  }

  private Answer create(OfferedClip clip, long octets, MultiMap headers, RequestBody body)
      throws IOException, InterruptedException {
    if (clip.state().complete()) {
      return located(clip, Answer.ok(201)).with(OFFSET, clip.length());
    }
    if (!clip.state().open()) {
      return closed(clip);
    }
    if (desk.vault().usableSpace() - octets < limits.diskFloor()) {
      return Answer.refused(503, "the disk is full").with("Retry-After", RETRY_SECONDS);
    }
    if (desk.others(clip) + octets > limits.deviceBytes()) {
      return Answer.refused(
              503, "the uploads of this device may take " + limits.deviceBytes() + " in all")
          .with("Retry-After", RETRY_SECONDS);
    }
    desk.create(clip, octets);
    Optional<String> base = metadata(headers.get("Upload-Metadata"), "base");
    if (base.isPresent() && !desk.leavesOut(clip, base.get())) {
      return Answer.refused(409, "there is no clip '" + base.get() + "' of yours; send all of it");
    }
    OfferedClip created = desk.find(clip.id()).orElseThrow();
    long offset = offset(created);
    if (offset > 0 || offset == octets || !STREAM.equals(headers.get("Content-Type"))) {
      return located(created, Answer.ok(201)).with(OFFSET, offset);
    }
    Answer written = write(created, 0, headers, body);
    return written.status() == 204
        ? located(created, new Answer(201, written.headers(), ""))
        : located(created, written);
  }

  Answer head(String device, String id, RequestBody body) throws IOException, InterruptedException {
    return turn(
        device,
        id,
        body,
        clip -> {
          if (clip.state().complete()) {
            return told(clip, clip.length());
          }
          return clip.state().open() && clip.length() >= 0
              ? told(clip, offset(clip))
              : closed(clip);
        });
  }

  Answer patch(String device, String id, MultiMap headers, RequestBody body)
      throws IOException, InterruptedException {
    OptionalLong offset = number(headers, OFFSET);
    if (!STREAM.equals(headers.get("Content-Type"))) {
      return Answer.refused(415, "Content-Type must be " + STREAM);
    }
    if (offset.isEmpty()) {
      return Answer.refused(400, "Upload-Offset is needed");
    }
    return turn(device, id, body, clip -> patch(clip, offset.getAsLong(), headers, body));
  }

  private Answer patch(OfferedClip clip, long offset, MultiMap headers, RequestBody body)
      throws IOException, InterruptedException {
    if (clip.state().complete()) {
      // the answer to the last chunk was lost, and the client asks again
      return offset == clip.length()
          ? Answer.ok(204).with(OFFSET, clip.length())
          : Answer.refused(409, "the upload is complete").with(OFFSET, clip.length());
    }
    if (!clip.state().open() || clip.length() < 0) {
      return closed(clip);
    }
    if (desk.vault().usableSpace() - (clip.length() - offset) < limits.diskFloor()) {
      return Answer.refused(503, "the disk is full").with("Retry-After", RETRY_SECONDS);
    }
    return leased(clip, write(clip, offset, headers, body)).with("Upload-Expires", expires(clip));
  }

  Answer delete(String device, String id, RequestBody body)
      throws IOException, InterruptedException {
    return turn(
        device,
        id,
        body,
        clip -> {
          if (clip.state().complete()) {
            return Answer.refused(403, "the upload is complete; it is evidence now");
          }
          if (!clip.state().unfinished()) {
            return closed(clip);
          }
          desk.withdrawn(clip);
          return Answer.ok(204);
        });
  }

  private Answer write(OfferedClip clip, long offset, MultiMap headers, RequestBody body)
      throws IOException, InterruptedException {
    String header = headers.get("Upload-Checksum");
    Optional<ChunkChecksum> checksum =
        header == null ? Optional.empty() : ChunkChecksum.parse(header);
    if (header != null && checksum.isEmpty()) {
      return Answer.refused(400, "Upload-Checksum is none of " + ChunkChecksum.ALGORITHMS);
    }
    long announced = number(headers, "Content-Length").orElse(-1);
    return new UploadWrite(desk, clip, body, checksum, limits.idle()).run(offset, announced);
  }

  /** Evicts whoever writes this upload, then looks at its state, then acts. */
  private Answer turn(String device, String id, RequestBody body, Turn turn)
      throws IOException, InterruptedException {
    Optional<OfferedClip> clip = desk.find(id);
    if (clip.isEmpty()) {
      return Answer.refused(404, "no such offer");
    }
    if (!clip.get().device().equals(device)) {
      return Answer.refused(403, "the offer is not yours");
    }
    desk.heard(clip.get());
    Optional<Writers.Writer> writer =
        desk.writers().take(id, () -> body.cut("a newer request took over"), EVICTION);
    if (writer.isEmpty()) {
      return Answer.refused(503, "another request does not let go").with("Retry-After", 5);
    }
    try {
      return turn.run(desk.find(id).orElseThrow());
    } finally {
      writer.get().close();
    }
  }

  /** Where an open upload stands; one that is whole is committed before the client hears so. */
  private long offset(OfferedClip clip) throws IOException {
    long offset = desk.offset(clip);
    desk.settled(clip, offset);
    return offset;
  }

  private Answer located(OfferedClip clip, Answer answer) {
    return leased(clip, answer)
        .with("Location", PATH + "/" + clip.id())
        .with("Upload-Expires", expires(clip));
  }

  private Answer told(OfferedClip clip, long offset) {
    return leased(clip, Answer.ok(200))
        .with(OFFSET, offset)
        .with(LENGTH, clip.length())
        .with("Upload-Expires", expires(clip))
        .with("Cache-Control", "no-store");
  }

  /** How fast it may go on, for how long without a word; a dictionary of RFC 9651. */
  private Answer leased(OfferedClip clip, Answer answer) {
    long ceiling = desk.ceiling(clip);
    String limit = ceiling == Leases.UNLIMITED ? "" : ", ceiling=" + ceiling;
    return answer.with("Cetra-Lease", "seconds=" + Leases.SILENCE.toSeconds() + limit);
  }

  /** Others go first; the offset is kept. */
  static Answer notNow() {
    return Answer.refused(503, "it is not this upload's turn").with("Retry-After", TURN_SECONDS);
  }

  private static Answer closed(OfferedClip clip) {
    return switch (clip.state()) {
      case PENDING -> notNow();
      case GRANTED, RECEIVING -> Answer.refused(404, "the upload is not created");
      default -> Answer.refused(410, "the upload is not wanted any more");
    };
  }

  /** An HTTP date (RFC 9110 section 5.6.7). */
  private String expires(OfferedClip clip) {
    Instant until = desk.expires(clip);
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC));
  }

  private static OptionalLong number(MultiMap headers, String name) {
    String value = headers.get(name);
    return value != null && value.matches("[0-9]{1,15}")
        ? OptionalLong.of(Long.parseLong(value))
        : OptionalLong.empty();
  }

  private static Optional<String> metadata(@Nullable String header, String key) {
    if (header == null) {
      return Optional.empty();
    }
    for (String pair : header.split(",", -1)) {
      String[] parts = pair.strip().split(" ", 2);
      if (parts.length == 2 && parts[0].equals(key)) {
        return decoded(parts[1]);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> decoded(String base64) {
    try {
      return Optional.of(
          new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
