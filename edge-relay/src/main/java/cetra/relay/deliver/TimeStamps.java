package cetra.relay.deliver;

import cetra.relay.vault.CustodyLog;
import cetra.relay.vault.EvidenceVault;
import cetra.wire.hash.Hash;
import cetra.wire.store.Database;
import cetra.wire.timestamp.TimeStamp;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/** Has each verified package stamped by an authority that is not ours, over its hash alone. */
public final class TimeStamps {
  /** The table behind it. */
  public static final String TABLES =
      "CREATE TABLE time_stamps(clip_id TEXT PRIMARY KEY, response BLOB NOT NULL) STRICT";

  /**
   * Who stamps.
   *
   * @param url where it is asked (RFC 3161 section 3.4)
   * @param trusted who vouches for its certificate
   */
  public record Authority(URI url, List<X509Certificate> trusted) {}

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Database database;
  private final EvidenceVault vault;
  private final CustodyLog custody;
  private final Authority authority;
  private final Clock clock;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private Instant next = Instant.EPOCH;

  /** Over the stores of one database. */
  public TimeStamps(
      Database database,
      EvidenceVault vault,
      CustodyLog custody,
      Authority authority,
      Clock clock) {
    this.database = database;
    this.vault = vault;
    this.custody = custody;
    this.authority = authority;
    this.clock = clock;
  }

  /** Has one package stamped; false when none waits, or the authority has just failed. */
  public boolean step() throws InterruptedException {
    if (clock.instant().isBefore(next)) {
      return false;
    }
    Optional<String> clip =
        database.first(
            "SELECT id FROM offers WHERE state IN ('VERIFIED','DELIVERED') AND NOT EXISTS"
                + " (SELECT 1 FROM time_stamps WHERE clip_id = id) ORDER BY changed_ms LIMIT 1",
            row -> row.getString(1));
    return clip.isPresent() && stamped(clip.get());
  }

  private boolean stamped(String clip) throws InterruptedException {
    try {
      Hash hash = vault.hash(clip);
      byte[] request = TimeStamp.request(hash);
      byte[] response = ask(request);
      TimeStamp.Stamp stamp = TimeStamp.answered(request, response, hash, authority.trusted());
      database.transaction(
          () -> {
            database.update("INSERT INTO time_stamps VALUES (?,?)", clip, response);
            custody.add(clip, CustodyLog.Act.STAMPED, stamp.authority());
            return stamp;
          });
      return true;
    } catch (IOException | IllegalArgumentException e) {
      next = clock.instant().plus(PAUSE);
      Logger.warn("{} does not stamp clip {}: {}", authority.url(), clip, e.getMessage());
      return false;
    }
  }

  private byte[] ask(byte[] request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(
            HttpRequest.newBuilder(authority.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException("it answers " + response.statusCode());
      }
      return body.readNBytes(TimeStamp.MOST_OCTETS + 1);
    }
  }

  /** The response that stamps a clip, of the tables of a relay. */
  public static Optional<byte[]> of(Database database, String clip) {
    return database.first(
        "SELECT response FROM time_stamps WHERE clip_id = ?", row -> row.getBytes(1), clip);
  }
}
