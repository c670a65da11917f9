package cetra.tools.verify;

import cetra.wire.hash.Hash;
import cetra.wire.timestamp.TimeStamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a time stamp says, and whether it can be believed.
 *
 * @param file the response of the authority
 * @param sound whether all holds
 * @param verdict the verdict in words
 */
record StampReport(String file, boolean sound, String verdict) {

  static StampReport of(Path file, Hash stamped, List<X509Certificate> authorities)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] response = in.readNBytes(TimeStamp.MOST_OCTETS + 1);
      TimeStamp.Stamp stamp = TimeStamp.verify(response, stamped, authorities);
      return new StampReport(
          file.toString(), true, "stamped: " + stamp.at() + " by " + stamp.authority());
    } catch (IllegalArgumentException e) {
      return new StampReport(file.toString(), false, "rejected: timestamp: " + e.getMessage());
    }
  }
}
