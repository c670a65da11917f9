package cetra.agent.clip;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.RecordedCar;
import cetra.agent.StoppedBoard;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStore;
import cetra.wire.order.Certainty;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExpiryTest {
  private static final Instant NOW = StoppedBoard.ZERO;

  @TempDir Path path;

  private static Clip clip(String id, Duration left) {
    return Clip.matched(
        id, "order", "14382", RecordedCar.BOOT, 100, 200, Certainty.LIKELY, NOW.plus(left));
  }

  @Test
  void filesWithoutAnUnfinishedClipAreRemoved() throws IOException {
    try (Database database = ClipIndex.open(path.resolve("index.sqlite"))) {
      ClipStore clips = new ClipStore(database);
      ClipFolder folder = ClipFolder.open(path.resolve("clips"));
      clips.add(clip("kept", Duration.ofHours(1)));
      clips.add(clip("over", Duration.ZERO));
      Clip done = clip("done", Duration.ofHours(1));
      clips.add(done);
      clips.move(done, Clip.State.UPLOADED, "");
      for (String id : new String[] {"kept", "over", "done", "nobody"}) {
        Files.createFile(folder.cut(id));
        Files.createFile(folder.sealed(id));
      }
      Files.createFile(folder.path().resolve("the owner's notes"));
      Expiry expiry = new Expiry(clips, folder, Clock.fixed(NOW, ZoneOffset.UTC));
      assertThat(expiry.work()).isTrue();
      assertThat(folder.ids()).containsExactly("kept");
      assertThat(folder.path().resolve("the owner's notes")).exists();
      Files.createFile(folder.sealed("nobody"));
      assertThat(expiry.work()).isFalse();
      assertThat(folder.sealed("nobody")).as("swept every five minutes only").exists();
    }
  }
}
