package cetra.relay.ingest;

import cetra.relay.schedule.OfferState;
import cetra.relay.schedule.OfferedClip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** Takes one request's body into the file of an upload and answers with the new offset. */
final class UploadWrite {
  private static final String OFFSET = "Upload-Offset";

  /** How often a long body says that its device is not silent; well below what counts as that. */
  private static final Duration HEARD = Duration.ofSeconds(30);

  /** A road changes within the body of a request too. */
  private static final long SAMPLE_NANOS = Duration.ofSeconds(2).toNanos();

  private final UploadDesk desk;
  private final OfferedClip clip;
  private final RequestBody body;
  private final Optional<ChunkChecksum> checksum;
  private final Duration idle;
  private long heard = System.nanoTime();
  private long sampled = heard;
  private long unsampled;

  UploadWrite(
      UploadDesk desk,
      OfferedClip clip,
      RequestBody body,
      Optional<ChunkChecksum> checksum,
      Duration idle) {
    this.desk = desk;
    this.clip = clip;
    this.body = body;
    this.checksum = checksum;
    this.idle = idle;
  }

  /**
   * Writes.
   *
   * @param offset where the client means to go on
   * @param announced octets of the body; -1 when it does not say
   */
  Answer run(long offset, long announced) throws IOException, InterruptedException {
    try (PartialUpload part = PartialUpload.open(desk.vault().incoming(clip.id()))) {
      if (offset != part.offset()) {
        return Answer.refused(409, "the upload stands at " + part.offset() + ", not at " + offset)
            .with(OFFSET, part.offset());
      }
      if (announced > clip.length() - offset) {
        return tooLong();
      }
      sampled = System.nanoTime();
      Answer answer = append(part, offset);
      sample(part.offset());
      if (part.offset() == clip.length()) {
        desk.completed(clip);
      } else if (part.offset() > offset) {
        desk.continued(clip);
      }
      return answer;
    }
  }

  /** Whatever ends the body, all that is kept of it is forced before its offset is told. */
  private Answer append(PartialUpload part, long offset) throws IOException, InterruptedException {
    RequestBody.Piece piece = body.next(idle);
    while (piece instanceof RequestBody.Piece.Bytes bytes) {
      byte[] octets = bytes.buffer().getBytes();
      if (octets.length > clip.length() - part.offset()) {
        part.cut(offset);
        return tooLong();
      }
      take(part, offset, ByteBuffer.wrap(octets));
      if (desk.isPaused(clip) && part.offset() < clip.length()) {
        part.force();
        return Uploads.notNow().with(OFFSET, part.offset());
      }
      piece = body.next(idle);
    }
    if (piece instanceof RequestBody.Piece.Cut cut) {
      part.force();
      return Answer.refused(408, cut.why()).with(OFFSET, part.offset());
    }
    if (checksum.isPresent() && !checksum.get().matches()) {
      part.cut(offset);
      return Answer.refused(460, "the checksum is not that of the octets");
    }
    part.force();
    return Answer.ok(204).with(OFFSET, part.offset());
  }

  private void take(PartialUpload part, long offset, ByteBuffer octets) throws IOException {
    desk.came(octets.remaining());
    unsampled += octets.remaining();
    checksum.ifPresent(sum -> sum.update(octets));
    boolean first = part.offset() == offset;
    part.append(octets);
    if (first && clip.state() == OfferState.GRANTED) {
      desk.begun(clip);
    }
    long now = System.nanoTime();
    if (now - sampled > SAMPLE_NANOS) {
      sample(part.offset());
    }
    if (now - heard > HEARD.toNanos()) {
      desk.continued(clip);
      heard = now;
    }
  }

  private void sample(long offset) {
    long now = System.nanoTime();
    desk.came(clip, unsampled, Duration.ofNanos(now - sampled), offset);
    sampled = now;
    unsampled = 0;
  }

  private Answer tooLong() {
    return Answer.refused(413, "more than the " + clip.length() + " octets of the upload");
  }
}
