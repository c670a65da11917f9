package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.wire.evidence.Interruption;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;

final class FragmentQueueTest {
  private static final long AT_ONCE = 0;

  private final FragmentQueue queue = new FragmentQueue(1000);

  private static MuxedFragment fragment(int number, int bytes, boolean key) {
    BytePointer media = new BytePointer(avutil.av_malloc(bytes)).capacity(bytes);
    return new MuxedFragment(
        ByteBuffer.allocate(0), media, new MuxedFragment.Facts(number, number + 1, key, null));
  }

  private void add(int number, int bytes, boolean key) throws InterruptedException {
    queue.add(fragment(number, bytes, key), false);
  }

  /** The number of the next, and whether the card is the cause of a gap before it. */
  private String taken() throws InterruptedException {
    Optional<FragmentQueue.Waiting> next = queue.take(AT_ONCE);
    if (next.isEmpty()) {
      return "none";
    }
    try (FragmentQueue.Waiting waiting = next.get()) {
      boolean gap = waiting.gap() == Interruption.CARD;
      return waiting.fragment().facts().fromNanos() + (gap ? " after a gap" : "");
    }
  }

  @Test
  void whatWaitsComesOutInOrder() throws Exception {
    add(1, 400, true);
    add(2, 400, false);
    assertThat(queue.congested()).isTrue();
    assertThat(taken()).isEqualTo("1");
    assertThat(queue.congested()).isFalse();
    assertThat(taken()).isEqualTo("2");
    assertThat(taken()).isEqualTo("none");
  }

  @Test
  void anOverflowLeavesOutWholeGroupsOfPictures() throws Exception {
    add(1, 600, true);
    add(2, 600, false);
    assertThat(taken()).isEqualTo("1");
    add(3, 100, false);
    assertThat(taken()).as("cannot be decoded without 2").isEqualTo("none");
    assertThat(queue.congested()).isTrue();
    add(4, 100, true);
    add(5, 100, false);
    assertThat(taken()).isEqualTo("4 after a gap");
    assertThat(taken()).isEqualTo("5");
    assertThat(queue.congested()).isFalse();
  }

  @Test
  void oneThatIsLargerThanAllRoomIsNotLost() throws Exception {
    add(1, 5000, true);
    assertThat(taken()).isEqualTo("1");
  }

  @Test
  void aCameraThatPlaysWhatWasWaitsForRoom() throws Exception {
    add(1, 900, true);
    Thread camera =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    queue.add(fragment(2, 900, false), true);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().until(() -> camera.getState() == Thread.State.WAITING);
    assertThat(queue.congested()).as("nothing is slow").isFalse();
    assertThat(taken()).isEqualTo("1");
    camera.join();
    assertThat(taken()).isEqualTo("2");
  }

  @Test
  void whatWaitsAtTheEndCanStillBeTaken() throws Exception {
    add(1, 100, true);
    queue.end();
    add(2, 100, true);
    assertThat(queue.drained()).isFalse();
    assertThat(taken()).isEqualTo("1");
    assertThat(queue.drained()).isTrue();
  }
}
