package cetra.tools.verify;

import cetra.wire.hash.Hash;
import cetra.wire.timestamp.TimeStamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a time stamp says, and whether it can be believed.
 *
 * @param file the response of the authority
 * @param sound whether all holds
 * @param verdict the verdict in words
 * @param at when the package existed; absent when it cannot be believed
 */
record StampReport(String file, boolean sound, String verdict, @Nullable Instant at) {

  static StampReport of(Path file, Hash stamped, List<X509Certificate> authorities)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] response = in.readNBytes(TimeStamp.MOST_OCTETS + 1);
      TimeStamp.Stamp stamp = TimeStamp.verify(response, stamped, authorities);
      return new StampReport(
          file.toString(), true, "stamped: " + stamp.at() + " by " + stamp.authority(), stamp.at());
    } catch (IllegalArgumentException e) {
      return new StampReport(
          file.toString(), false, "rejected: timestamp: " + e.getMessage(), null);
    }
  }
}
