package cetra.relay.api;

import cetra.relay.deliver.RetentionStore;
import cetra.relay.order.OrderBook;
import cetra.relay.schedule.OfferBook;
import cetra.relay.schedule.OfferState;
import cetra.relay.schedule.OfferedClip;
import cetra.relay.vault.CustodyLog;
import cetra.wire.log.SignedStatement;
import cetra.wire.message.Json;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Who touched a clip, for which case it is kept, and that it was deleted. */
final class CustodyPages {
  private static final int MOST_BODY = 1024;
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final String CASE = "[\\p{L}\\p{N} ._/()-]{1,64}";

  /**
   * What is asked for.
   *
   * @param caseNumber the case a clip is kept for
   */
  record Hold(String caseNumber) {
    Hold {
      if (caseNumber == null || !caseNumber.matches(CASE)) {
        throw new IllegalArgumentException("caseNumber '" + caseNumber + "' is not " + CASE);
      }
    }
  }

  private final OrderBook book;
  private final OfferBook offers;
  private final RetentionStore retention;
  private final Function<String, Optional<byte[]>> stamps;
  private final CustodyLog custody;

  CustodyPages(
      OrderBook book,
      OfferBook offers,
      RetentionStore retention,
      Function<String, Optional<byte[]>> stamps,
      CustodyLog custody) {
    this.book = book;
    this.offers = offers;
    this.retention = retention;
    this.stamps = stamps;
    this.custody = custody;
  }

  /** A clip's custody record; that it was taken is in it. */
  void ofClip(Endpoint.Call call) {
    clip(call)
        .ifPresent(
            clip -> {
              custody.addOnce(clip.id(), CustodyLog.Act.EXPORTED, call.account().name());
              send(call, "custody-" + clip.id(), custody.record(clip.id()));
            });
  }

  /** That of all clips, for the operator. */
  void all(Endpoint.Call call) {
    if (call.account() instanceof Account.Console) {
      send(call, "custody", custody.record());
    } else {
      call.problem(Problem.forbidden("the record of all clips is the operator's"));
    }
  }

  /** Keeps a clip for a case. */
  void hold(Endpoint.Call call) throws InterruptedException {
    Optional<OfferedClip> clip = clip(call).filter(found -> owns(call));
    if (clip.isEmpty()) {
      return;
    }
    Optional<byte[]> body = call.body().all(MOST_BODY, IDLE);
    try {
      Hold hold = Json.read(body.orElse(new byte[0]), Hold.class);
      if (clip.get().state() == OfferState.DELETED
          || !retention.hold(clip.get().id(), hold.caseNumber())) {
        call.problem(Problem.of(409, "Conflict", "the clip's time is up, it is being deleted"));
        return;
      }
      custody.add(clip.get().id(), CustodyLog.Act.HELD, call.account().name());
      call.json(200, Map.of("heldFor", hold.caseNumber()));
    } catch (IllegalArgumentException e) {
      call.problem(Problem.of(400, "Bad Request", String.valueOf(e.getMessage())));
    }
  }

  /** Lets go of a clip. */
  void release(Endpoint.Call call) {
    Optional<OfferedClip> clip = clip(call).filter(found -> owns(call));
    if (clip.isPresent()) {
      if (retention.release(clip.get().id())) {
        custody.add(clip.get().id(), CustodyLog.Act.RELEASED, call.account().name());
      }
      call.json(200, Map.of());
    }
  }

  /** The certificate of a clip's deletion. */
  void deletion(Endpoint.Call call) {
    clip(call)
        .ifPresent(
            clip ->
                retention
                    .certificate(clip.id())
                    .ifPresentOrElse(
                        text -> call.json(200, read(text)), () -> call.problem(Problem.unknown())));
  }

  /** The authority's response over a clip's package (RFC 3161 section 3.4). */
  void timestamp(Endpoint.Call call) {
    clip(call)
        .ifPresent(
            clip ->
                stamps
                    .apply(clip.id())
                    .ifPresentOrElse(
                        response ->
                            call.context()
                                .response()
                                .putHeader("Content-Type", "application/timestamp-reply")
                                .end(Buffer.buffer(response)),
                        () -> call.problem(Problem.unknown())));
  }

  private static SignedStatement read(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), SignedStatement.class);
  }

  /** The console sees all and decides nothing. */
  private static boolean owns(Endpoint.Call call) {
    boolean issuer = call.account() instanceof Account.Issuer;
    if (!issuer) {
      call.problem(Problem.forbidden("only its issuer decides how long a clip is kept"));
    }
    return issuer;
  }

  private Optional<OfferedClip> clip(Endpoint.Call call) {
    Optional<OfferedClip> clip =
        offers
            .find(call.parameter("id"))
            .filter(found -> found.state().complete())
            .filter(
                found -> book.find(found.orderId()).filter(call.account()::mayRead).isPresent());
    if (clip.isEmpty()) {
      call.problem(Problem.unknown());
    }
    return clip;
  }

  private static void send(Endpoint.Call call, String name, String record) {
    call.context()
        .response()
        .putHeader("Content-Type", "application/x-ndjson")
        .putHeader("Content-Disposition", "attachment; filename=\"" + name + ".jsonl\"")
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(record));
  }
}
