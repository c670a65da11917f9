package cetra.tools.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayTest {
  private static final int SECTOR = WriteLog.SECTOR;
  private static final int AFTER_SUPERBLOCK = 4096;
  private static final int SIZE = AFTER_SUPERBLOCK + 8 * SECTOR;

  @TempDir Path folder;

  @Test
  void whatWasFlushedIsThereInEveryState() throws IOException {
    WriteLog log =
        new WriteLog(List.of(write(AFTER_SUPERBLOCK, 2 * SECTOR, 1), flush(), write(0, 1024, 2)));
    for (int seed = 0; seed < 50; seed++) {
      assertThat(Arrays.copyOfRange(state(log, 2, seed), AFTER_SUPERBLOCK, 4096 + 2 * SECTOR))
          .containsOnly(1);
    }
  }

  @Test
  void whatWasNotFlushedIsThereInPartsOfWholeSectors() throws IOException {
    WriteLog log =
        new WriteLog(
            List.of(
                write(AFTER_SUPERBLOCK, 8 * SECTOR, 1),
                write(AFTER_SUPERBLOCK + SECTOR, SECTOR, 2)));
    Set<String> states = new TreeSet<>();
    for (int seed = 0; seed < 200; seed++) {
      byte[] left = state(log, 1, seed);
      StringBuilder sectors = new StringBuilder();
      for (int at = AFTER_SUPERBLOCK; at < SIZE; at += SECTOR) {
        byte first = left[at];
        assertThat(Arrays.copyOfRange(left, at, at + SECTOR)).containsOnly(first);
        sectors.append(first);
      }
      states.add(sectors.toString());
    }
    assertThat(states)
        .as("nothing, all, the older write without the newer, and many between")
        .contains("00000000", "12111111")
        .anyMatch(sectors -> sectors.charAt(1) == '1')
        .hasSizeGreaterThan(20);
  }

  @Test
  void nothingThatCameLaterIsThere() throws IOException {
    WriteLog log =
        new WriteLog(List.of(write(AFTER_SUPERBLOCK, SECTOR, 1), flush(), write(4608, SECTOR, 2)));
    assertThat(state(log, 1, 0)).doesNotContain(2);
  }

  @Test
  void aSuperblockIsNeverTorn() throws IOException {
    WriteLog log = new WriteLog(List.of(write(1024, 1024, 1)));
    for (int seed = 0; seed < 50; seed++) {
      byte[] left = state(log, 0, seed);
      assertThat(left[1024]).isEqualTo(left[2047]);
    }
  }

  @Test
  void readsALogWhoseLastEntryWasCut() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      entry(out, 'w', 10, 4096, new byte[] {1, 2, 3});
      entry(out, 'f', 20, 0, new byte[0]);
      entry(out, 'w', 30, 8192, new byte[] {4, 5, 6});
    }
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 1);
    WriteLog log = WriteLog.read(Files.write(folder.resolve("log"), cut));
    assertThat(log.entries())
        .containsExactly(
            new WriteLog.Entry(false, 10, 4096, ByteBuffer.wrap(new byte[] {1, 2, 3})),
            new WriteLog.Entry(true, 20, 0, ByteBuffer.allocate(0)));
  }

  @Test
  void refusesWhatIsNoLog() throws IOException {
    Path file = Files.write(folder.resolve("log"), new byte[64]);
    assertThatThrownBy(() -> WriteLog.read(file)).isInstanceOf(IOException.class);
  }

  private byte[] state(WriteLog log, int entry, int seed) throws IOException {
    Path flushed = Files.write(folder.resolve("flushed"), new byte[SIZE]);
    Path torn = folder.resolve("torn");
    try (Replay replay = new Replay(log, flushed)) {
      replay.cutAfter(entry, torn, new Random(seed));
    }
    return Files.readAllBytes(torn);
  }

  private static WriteLog.Entry write(long offset, int length, int value) {
    byte[] octets = new byte[length];
    Arrays.fill(octets, (byte) value);
    return new WriteLog.Entry(false, 0, offset, ByteBuffer.wrap(octets));
  }

  private static WriteLog.Entry flush() {
    return new WriteLog.Entry(true, 0, 0, ByteBuffer.allocate(0));
  }

  private static void entry(DataOutputStream out, char kind, long at, long offset, byte[] octets)
      throws IOException {
    out.writeByte(kind);
    out.writeLong(at);
    out.writeLong(offset);
    out.writeInt(octets.length);
    out.write(octets);
  }
}
