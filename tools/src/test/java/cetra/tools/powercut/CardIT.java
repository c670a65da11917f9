package cetra.tools.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The faults of a card must be real ones, or tests against them prove nothing. */
final class CardIT {
  private static final int MEGABYTES = 32;

  @TempDir Path parent;

  private Card card;

  @BeforeEach
  void makeCard() throws IOException {
    assumeTrue(Needs.root(), "not run: a card is mounted, which needs root");
    assertThat(Needs.met(System.err::println)).isEmpty();
    card = Card.make(parent, MEGABYTES);
    write("before", 100_000);
  }

  @AfterEach
  void takeCardAway() throws IOException {
    if (card != null) {
      card.close();
      assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(parent.toString());
      assertThat(Shell.run("losetup", "--list")).doesNotContain(parent.toString());
    }
  }

  @Test
  void failsWithAnInputOutputErrorUntilItIsHealed() throws IOException {
    card.fail(Card.Fault.EIO);
    assertThatThrownBy(() -> write("x", 100_000)).hasMessageContaining("Input/output error");
    card.heal();
    write("y", 100_000);
  }

  @Test
  void failsForWantOfRoomUntilItIsHealed() throws IOException {
    card.fail(Card.Fault.ENOSPC);
    assertThatThrownBy(() -> write("x", 100_000)).hasMessageContaining("No space left");
    card.heal();
    write("y", 100_000);
  }

  @Test
  void isFullUntilItIsDrained() throws IOException {
    card.fill(50_000);
    assertThatThrownBy(() -> write("x", 1_000_000)).hasMessageContaining("No space left");
    Files.delete(card.mount().resolve("x"));
    card.drain();
    write("y", 1_000_000);
  }

  @Test
  void takesItsTime() throws IOException {
    card.slow(500_000);
    long start = System.nanoTime();
    write("x", 250_000);
    assertThat(System.nanoTime() - start).isGreaterThan(400_000_000L);
  }

  @Test
  void isReadOnlyUntilItIsMountedAgain() throws IOException {
    card.readOnly();
    assertThatThrownBy(() -> write("x", 1000)).hasMessageContaining("Read-only");
    card.remount();
    write("y", 1000);
  }

  @Test
  void vanishesUnderAnOpenFileAndComesBackWithWhatWasForced() throws IOException {
    Path file = card.mount().resolve("open");
    try (FileChannel open =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      open.write(ByteBuffer.allocate(1000));
      open.force(true);
      card.vanish();
      assertThat(card.mount()).isEmptyDirectory();
      assertThatThrownBy(
              () -> {
                open.write(ByteBuffer.allocate(100_000));
                open.force(false);
              })
          .isInstanceOf(IOException.class);
    }
    card.comeBack();
    assertThat(file).hasSize(1000);
    write("y", 1000);
  }

  @Test
  void holdsLessThanItClaims() throws IOException {
    card.close();
    card = Card.fake(parent.resolve("fake"), MEGABYTES, MEGABYTES / 2);
    byte[] written = new byte[24 << 20];
    new Random(1).nextBytes(written);
    Path file = card.mount().resolve("x");
    Files.write(file, written);
    card.remount();
    assertThat(file).hasSize(written.length);
    assertThat(Files.readAllBytes(file)).isNotEqualTo(written);
  }

  private void write(String name, int octets) throws IOException {
    byte[] noise = new byte[octets];
    new Random(octets).nextBytes(noise);
    try (FileChannel file =
        FileChannel.open(
            card.mount().resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(noise));
      file.force(true);
    }
  }
}
