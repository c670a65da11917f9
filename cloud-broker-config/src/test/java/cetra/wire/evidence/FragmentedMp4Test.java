package cetra.wire.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.wire.hash.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FragmentedMp4Test {
  private final byte[] init = SyntheticClip.init(90_000);
  private final byte[] first = SyntheticClip.fragment(90_000, 0, new byte[40]);
  private final byte[] second = SyntheticClip.fragment(135_000, 1, new byte[60]);
  private final byte[] whole = SyntheticClip.concat(init, first, second);

  @TempDir Path folder;

  private FragmentedMp4 scan(byte[] octets) throws IOException {
    try (FileChannel file = file(octets)) {
      return FragmentedMp4.scan(file, 0, octets.length);
    }
  }

  private FragmentedMp4 salvage(byte[] octets) throws IOException {
    try (FileChannel file = file(octets)) {
      return FragmentedMp4.salvage(file);
    }
  }

  private FileChannel file(byte[] octets) throws IOException {
    Path path = folder.resolve("video.mp4");
    Files.write(path, octets);
    return FileChannel.open(path, StandardOpenOption.READ);
  }

  @Test
  void readsTheLayoutOfAFile() throws IOException {
    FragmentedMp4 layout = scan(whole);
    assertThat(layout.initLength()).isEqualTo(init.length);
    assertThat(layout.timescale()).isEqualTo(90_000);
    assertThat(layout.end()).isEqualTo(whole.length);
    int track = 8 + 4 + 4 + 8 + 4 + 4 + 19 + 32;
    long at = init.length;
    assertThat(layout.fragments())
        .containsExactly(
            new Fragment(at, first.length, track, 90_000, 45_000, 5, true),
            new Fragment(at + first.length, second.length, track, 135_000, 45_000, 5, false));
  }

  @Test
  void readsARegionOfAFile() throws IOException {
    byte[] shifted = SyntheticClip.concat(new byte[38], whole, new byte[7]);
    try (FileChannel file = file(shifted)) {
      FragmentedMp4 layout = FragmentedMp4.scan(file, 38, whole.length);
      assertThat(layout).isEqualTo(scan(whole));
    }
    try (FileChannel file = file(shifted)) {
      Fragment last = FragmentedMp4.scan(file, 38, whole.length).fragments().getLast();
      assertThat(FragmentedMp4.track(file, 38, last)).hasSize(1);
    }
  }

  @Test
  void aFileCutShortAnywhereEndsAtItsLastWholeFragment() throws IOException {
    for (int length = 0; length < whole.length; length++) {
      byte[] torn = Arrays.copyOf(whole, length);
      if (length < init.length) {
        assertThatThrownBy(() -> scan(torn)).isInstanceOf(MalformedVideo.class);
        assertThatThrownBy(() -> salvage(torn)).isInstanceOf(MalformedVideo.class);
      } else {
        int fragments = length < init.length + first.length ? 0 : 1;
        assertThat(scan(torn).fragments()).as("%d octets", length).hasSize(fragments);
        assertThat(scan(torn).end()).isEqualTo(init.length + (long) fragments * first.length);
        assertThat(salvage(torn)).isEqualTo(scan(torn));
      }
    }
  }

  @Test
  void octetsTurnedAnywhereAreALayoutOrMalformedAndNothingElse() throws IOException {
    Random random = new Random(4);
    int malformed = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] hurt = whole.clone();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        hurt[random.nextInt(hurt.length)] = (byte) random.nextInt(256);
      }
      try {
        FragmentedMp4 layout = scan(hurt);
        assertThat(layout.end()).isLessThanOrEqualTo(hurt.length);
        for (Fragment fragment : layout.fragments()) {
          long end = fragment.time() + fragment.duration();
          assertThat(Timeline.nanos(end, layout.timescale())).isNotNegative();
        }
      } catch (MalformedVideo expected) {
        malformed++;
      }
    }
    assertThat(malformed).isBetween(1, 2999);
  }

  @Test
  void zerosAfterAPowerCutAreTornToTheSalvorAndMalformedToOthers() throws IOException {
    byte[] zeros = Arrays.copyOf(SyntheticClip.concat(init, first), whole.length);
    assertThatThrownBy(() -> scan(zeros))
        .isInstanceOf(MalformedVideo.class)
        .hasMessageContaining("at octet " + (init.length + first.length));
    assertThat(salvage(zeros).fragments()).hasSize(1);
    assertThat(salvage(zeros).end()).isEqualTo(init.length + first.length);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 7, 15, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 31, 1L << 32, (1L << 62) + 9})
  void boxesOfHostileSizesEndTheFileOrAreMalformed(long size) throws IOException {
    ByteBuffer box = ByteBuffer.allocate(64).putInt(1).put(new byte[] {'m', 'o', 'o', 'f'});
    byte[] hostile = SyntheticClip.concat(init, first, box.putLong(size).array());
    if (size < 16) {
      assertThatThrownBy(() -> scan(hostile)).isInstanceOf(MalformedVideo.class);
    } else {
      assertThat(scan(hostile).fragments()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"moov,1048577", "moof,1048577"})
  void boxesThatWouldFillTheMemoryAreNotRead(String type, int size) {
    byte[] large = SyntheticClip.box(type, new byte[size]);
    byte[] file =
        type.equals("moov")
            ? SyntheticClip.concat(SyntheticClip.box("ftyp", new byte[8]), large)
            : SyntheticClip.concat(init, large, SyntheticClip.box("mdat", new byte[1]));
    assertThatThrownBy(() -> scan(file))
        .isInstanceOf(MalformedVideo.class)
        .hasMessageContaining("at most 1048576");
  }

  @Test
  void hostileCountsAndTimesAreMalformed() {
    List<byte[]> hostile =
        List.of(
            SyntheticClip.moof(-1, 9000, 5, true),
            SyntheticClip.moof(Long.MAX_VALUE, 9000, 5, true),
            SyntheticClip.moof(90_000L * 86_400 * 366 * 101, 9000, 5, true),
            SyntheticClip.moof(0, 9000, 0, true),
            SyntheticClip.moof(0, 9000, -1, true),
            SyntheticClip.moof(0, 9000, 100_001, true));
    byte[] mdat = SyntheticClip.box("mdat", new byte[1]);
    for (byte[] moof : hostile) {
      assertThatThrownBy(() -> scan(SyntheticClip.concat(init, moof, mdat)))
          .isInstanceOf(MalformedVideo.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aTimescaleThatCountsNothingIsMalformed(int timescale) {
    assertThatThrownBy(() -> scan(SyntheticClip.init(timescale)))
        .isInstanceOf(MalformedVideo.class)
        .hasMessageContaining("timescale");
  }

  @Test
  void anOrdinaryFileIsNoFragmentedOne() {
    byte[] text =
        "no video at all, but a text of some length"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThatThrownBy(() -> scan(text)).isInstanceOf(MalformedVideo.class);
    byte[] plain =
        SyntheticClip.concat(
            init,
            SyntheticClip.box("mdat", new byte[9]),
            SyntheticClip.box("free", new byte[9]),
            new byte[16]);
    assertThatThrownBy(() -> scan(plain)).isInstanceOf(MalformedVideo.class);
  }

  @Test
  void theTrailerOfASegmentIsReadAsItWasWritten() throws IOException {
    List<Hash> leaves = SyntheticClip.leaves(List.of(first, second));
    String signature = "A".repeat(86) + "==";
    SegmentTrailer trailer = new SegmentTrailer("{\"v\":1,\"町\":1}", signature, leaves);
    byte[] closed = SyntheticClip.concat(whole, SyntheticClip.octets(trailer.box()));
    assertThat(scan(closed).end()).isEqualTo(whole.length);
    assertThat(scan(closed).fragments()).hasSize(2);
    try (FileChannel file = file(closed)) {
      assertThat(SegmentTrailer.read(file, whole.length)).contains(trailer);
    }
    for (int length = whole.length; length < closed.length; length++) {
      try (FileChannel file = file(Arrays.copyOf(closed, length))) {
        assertThat(SegmentTrailer.read(file, whole.length)).isEmpty();
      }
    }
  }

  @Test
  void aTrailerOfAnyOctetsIsATrailerOrNone() throws IOException {
    SegmentTrailer trailer =
        new SegmentTrailer("{}", "A".repeat(86) + "==", SyntheticClip.leaves(List.of(first)));
    byte[] box = SyntheticClip.octets(trailer.box());
    Random random = new Random(5);
    int none = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] hurt = box.clone();
      hurt[random.nextInt(36)] = (byte) random.nextInt(256);
      try (FileChannel file = file(hurt)) {
        none += SegmentTrailer.read(file, 0).isEmpty() ? 1 : 0;
      }
    }
    assertThat(none).isBetween(600, 999);
  }
}
