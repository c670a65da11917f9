package cetra.relay.api;

import cetra.relay.order.OrderBook;
import cetra.relay.transparency.Commitments;
import cetra.relay.transparency.OrderLog;
import cetra.wire.hash.Hash;
import cetra.wire.log.CommitmentProof;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The order log: its texts for devices, its checkpoints, proofs and tiles for whoever wants to see
 * that it only grows.
 */
final class LogPages {
  private static final int HIGHEST_LEVEL = 7;

  private final OrderPages orders;
  private final OrderLog log;
  private final Commitments commitments;
  private final Clock clock;

  LogPages(OrderPages orders, OrderLog log, Commitments commitments, Clock clock) {
    this.orders = orders;
    this.log = log;
    this.commitments = commitments;
    this.clock = clock;
  }

  /** What follows a place. */
  void page(Endpoint.Call call) {
    if (!(call.account() instanceof Account.Device)) {
      call.problem(Problem.forbidden("the log's texts are for devices"));
      return;
    }
    OptionalLong from = number(call.context().request().getParam("from", "0"));
    if (from.isEmpty()) {
      call.problem(Problem.of(400, "Bad Request", "from must be a place in the log, from 0"));
      return;
    }
    call.json(200, log.page(from.getAsLong(), clock.instant()));
  }

  /** The log as it is now, signed. */
  void checkpoint(Endpoint.Call call) {
    call.json(200, log.checkpoint());
  }

  /** That an order is in the log. */
  void proof(Endpoint.Call call) {
    orders
        .find(call)
        .map(OrderBook.Entry::index)
        .ifPresentOrElse(
            place -> call.json(200, log.proof(place)), () -> call.problem(Problem.unknown()));
  }

  /** That a commitment of the device that asks is in the log. */
  void commitment(Endpoint.Call call) {
    String root = call.parameter("root");
    Optional<CommitmentProof> proof =
        call.account() instanceof Account.Device device && root.matches("[0-9a-f]{64}")
            ? commitments.proof(device.name(), Hash.parse(root))
            : Optional.empty();
    proof.ifPresentOrElse(found -> call.json(200, found), () -> call.problem(Problem.unknown()));
  }

  /** Up to 256 hashes of the tree, 32 octets each (C2SP tlog-tiles). */
  void tile(Endpoint.Call call) {
    OptionalLong level = number(call.parameter("level"));
    OptionalLong number = number(call.parameter("number"));
    if (level.isEmpty() || number.isEmpty() || level.getAsLong() > HIGHEST_LEVEL) {
      call.problem(
          Problem.of(400, "Bad Request", "a tile has a level, 0 to 7, and a number, from 0"));
      return;
    }
    List<Hash> hashes = log.tile((int) level.getAsLong(), number.getAsLong());
    if (hashes.isEmpty()) {
      call.problem(Problem.unknown());
      return;
    }
    Buffer octets = Buffer.buffer();
    hashes.forEach(hash -> octets.appendBytes(hash.bytes()));
    call.context().response().putHeader("Content-Type", "application/octet-stream").end(octets);
  }

  private static OptionalLong number(String text) {
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
