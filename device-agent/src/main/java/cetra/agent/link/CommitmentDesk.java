package cetra.agent.link;

import cetra.agent.index.CommitmentStore;
import cetra.agent.index.Stage;
import cetra.agent.upload.RelayConnection;
import cetra.wire.hash.Hash;
import cetra.wire.link.Outbox;
import cetra.wire.log.CommitmentProof;
import cetra.wire.message.Commitment;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import cetra.wire.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Commits the device to what it has recorded, at fixed intervals whatever happens: one hash leaves
 * the car, and the log's proof of it comes back. A commitment before its time, because an order has
 * come, would tell that the car was there.
 */
public final class CommitmentDesk implements Stage {
  private static final int MOST_BYTES = 64 << 10;

  /** A relay bundles what comes within some seconds. */
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final Database database;
  private final CommitmentStore commitments;
  private final Outbox outbox;
  private final RelayConnection relay;
  private final PublicKey root;
  private final String topic;
  private final Duration interval;
  private final Clock clock;

  /**
   * A desk over the device's database.
   *
   * @param root the operator's key, by which proofs are judged
   * @param interval between two commitments
   */
  public CommitmentDesk(
      Database database,
      Outbox outbox,
      RelayConnection relay,
      PublicKey root,
      String device,
      Duration interval,
      Clock clock) {
    this.database = database;
    this.commitments = new CommitmentStore(database);
    this.outbox = outbox;
    this.relay = relay;
    this.root = root;
    this.topic = Topics.commitments(device);
    this.interval = interval;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "commit";
  }

  @Override
  public boolean work() throws IOException {
    Instant now = clock.instant();
    Optional<CommitmentStore.Open> open = commitments.open();
    if (open.isPresent()) {
      return !now.isBefore(open.get().asked().plus(rest())) && ask(open.get(), now);
    }
    return !now.isBefore(commitments.last().plus(interval)) && commit(now);
  }

  private boolean commit(Instant now) {
    return database.transaction(
        () -> {
          Optional<Hash> made = commitments.commit(now);
          made.ifPresent(hash -> send(hash, now));
          return made.isPresent();
        });
  }

  /** A relay that does not know it has lost it, or never had it: it is sent once more. */
  private boolean ask(CommitmentStore.Open open, Instant now) {
    commitments.asked(open, now);
    try {
      Optional<CommitmentProof> proof = fetch(open.root());
      if (proof.isEmpty()) {
        send(open.root(), now);
        return false;
      }
      proof.get().verify(open.root(), root);
      commitments.proven(open, proof.get());
      return true;
    } catch (IOException | IllegalArgumentException e) {
      Logger.debug("no proof of commitment {}: {}", open.number(), e.toString());
      return false;
    }
  }

  private void send(Hash hash, Instant now) {
    outbox.replace(topic, Json.bytes(Commitment.of(hash)), now.plus(interval));
  }

  private Optional<CommitmentProof> fetch(Hash commitment) throws IOException {
    HttpURLConnection connection = relay.open("/v1/commitments/" + commitment);
    try {
      if (connection.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      try (InputStream body = connection.getInputStream()) {
        return Optional.of(Json.read(body.readNBytes(MOST_BYTES), CommitmentProof.class));
      }
    } finally {
      connection.disconnect();
    }
  }

  private Duration rest() {
    Duration tenth = interval.dividedBy(10);
    return tenth.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : tenth;
  }
}
