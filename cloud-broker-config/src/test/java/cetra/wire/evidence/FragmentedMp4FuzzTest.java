package cetra.wire.evidence;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Whatever an upload is made of, its boxes are read within their bounds, or refused. */
final class FragmentedMp4FuzzTest {
  @FuzzTest
  void whatIsReadFillsTheFileWithoutAGapAndTheRestIsRefused(byte[] octets) throws IOException {
    Path path = Files.createTempFile("boxes", ".mp4");
    try (FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      file.write(ByteBuffer.wrap(octets));
      read(file, FragmentedMp4.scan(file, 0, octets.length));
    } catch (MalformedVideo | EOFException refused) {
      // as it should be
    }
  }

  private static void read(FileChannel file, FragmentedMp4 layout) throws IOException {
    long at = layout.initLength();
    for (Fragment fragment : layout.fragments()) {
      require(fragment.offset() == at, "a fragment does not follow the one before");
      require(fragment.pictures() > 0 && fragment.duration() >= 0, "no pictures, no time");
      require(fragment.trackLength() >= 0 && fragment.trackLength() < fragment.length(), "track");
      at = fragment.offset() + fragment.length();
      long nanos = Timeline.nanos(fragment.time() + fragment.duration(), layout.timescale());
      require(nanos >= 0, "its time is beyond 64 bits");
      track(file, fragment);
    }
    require(at == layout.end() && at <= file.size(), "the end is not that of the last fragment");
  }

  private static void track(FileChannel file, Fragment fragment) throws IOException {
    try {
      for (TrackPoint point : FragmentedMp4.track(file, 0, fragment)) {
        require(Math.abs(point.latitude()) <= 90, "a fix off the Earth");
      }
    } catch (MalformedVideo | IllegalArgumentException refused) {
      // as it should be
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
