package cetra.hardware.camera;

import cetra.hardware.Camera;
import cetra.hardware.VideoPacket;
import cetra.hardware.simulated.Pacer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A video file played as if it were a camera. */
final class FileCamera implements Camera {
  private final Path file;
  private final boolean loop;
  private final boolean audio;
  private final Pacer pacer;
  private final Timeline timeline;
  private VideoFile video;
  private boolean played;

  FileCamera(Path file, boolean loop, boolean audio, Pacer pacer) throws IOException {
    this.file = file;
    this.loop = loop;
    this.audio = audio;
    this.pacer = pacer;
    this.video = VideoFile.open(file, audio);
    this.timeline = new Timeline(pacer.from(), video.usualDuration());
  }

  @Override
  public @Nullable VideoPacket read() throws IOException, InterruptedException {
    if (!video.next() && !again()) {
      return null;
    }
    played = true;
    timeline.next(video.presentation(), video.decode(), video.duration());
    pacer.awaitDue(timeline.decode());
    return new VideoPacket(
        video.format(),
        video.data(),
        timeline.presentation(),
        timeline.decode(),
        timeline.duration(),
        video.isKey(),
        video.sound(timeline));
  }

  /** Opens the file anew: unlike seeking, that works alike for every container. */
  private boolean again() throws IOException {
    if (!played) {
      throw new IOException(file + " holds no picture");
    }
    if (!loop) {
      return false;
    }
    VideoFile next = VideoFile.open(file, audio);
    video.close();
    video = next;
    timeline.cut();
    played = false;
    return video.next() || again();
  }

  @Override
  public void close() {
    video.close();
  }
}
