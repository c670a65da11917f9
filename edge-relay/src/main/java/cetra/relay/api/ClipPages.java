package cetra.relay.api;

import cetra.relay.deliver.RetentionStore;
import cetra.relay.order.OrderBook;
import cetra.relay.schedule.OfferBook;
import cetra.relay.schedule.OfferState;
import cetra.relay.schedule.OfferedClip;
import cetra.relay.vault.CustodyLog;
import cetra.relay.vault.EvidenceVault;
import cetra.wire.evidence.EvidencePackage;
import cetra.wire.message.Extent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;

/** Clips: what there is of an order, and the delivered ones as package, original and copy. */
final class ClipPages {
  private final OrderPages orders;
  private final OrderBook book;
  private final OfferBook offers;
  private final RetentionStore retention;
  private final EvidenceVault vault;
  private final CustodyLog custody;

  ClipPages(
      OrderPages orders,
      OrderBook book,
      OfferBook offers,
      RetentionStore retention,
      EvidenceVault vault,
      CustodyLog custody) {
    this.orders = orders;
    this.book = book;
    this.offers = offers;
    this.retention = retention;
    this.vault = vault;
    this.custody = custody;
  }

  void ofOrder(Endpoint.Call call) {
    orders
        .find(call)
        .ifPresentOrElse(
            entry ->
                call.json(
                    200, offers.granted(entry.order().id()).stream().map(this::summary).toList()),
            () -> call.problem(Problem.unknown()));
  }

  void evidence(Endpoint.Call call) throws IOException {
    Optional<OfferedClip> clip = delivered(call);
    if (clip.isPresent()) {
      Path file = vault.delivered(clip.get().id());
      call.context()
          .response()
          .putHeader("Content-Disposition", "attachment; filename=\"" + clip.get().id() + ".zip\"");
      custody.addOnce(clip.get().id(), CustodyLog.Act.DOWNLOADED, call.account().name());
      send(call, file, "application/zip", 0, Files.size(file));
    }
  }

  /** The clip as it was recorded, straight out of the package. */
  void original(Endpoint.Call call) throws IOException {
    Optional<OfferedClip> clip = delivered(call);
    if (clip.isPresent()) {
      Path file = vault.delivered(clip.get().id());
      long length;
      try (EvidencePackage opened = EvidencePackage.open(file)) {
        length = opened.clipLength();
      }
      custody.addOnce(clip.get().id(), CustodyLog.Act.VIEWED, call.account().name());
      send(call, file, "video/mp4", EvidencePackage.CLIP_OFFSET, length);
    }
  }

  void view(Endpoint.Call call) throws IOException {
    Optional<OfferedClip> clip = delivered(call);
    if (clip.isPresent()) {
      Path file = vault.view(clip.get().id());
      if (!Files.exists(file)) {
        call.problem(Problem.unknown());
        return;
      }
      custody.addOnce(clip.get().id(), CustodyLog.Act.VIEWED, call.account().name());
      send(call, file, "video/mp4", 0, Files.size(file));
    }
  }

  /** A picture of it; it goes into lists, and is no look at the clip, unless it shows all of it. */
  void still(Endpoint.Call call) throws IOException {
    Optional<OfferedClip> clip = delivered(call);
    if (clip.isPresent()) {
      Path file = vault.still(clip.get().id());
      if (!Files.exists(file)) {
        call.problem(Problem.unknown());
        return;
      }
      if (clip.get().extent() == Extent.PREVIEW) {
        custody.addOnce(clip.get().id(), CustodyLog.Act.VIEWED, call.account().name());
      }
      send(call, file, "image/jpeg", 0, Files.size(file));
    }
  }

  private Optional<OfferedClip> delivered(Endpoint.Call call) {
    Optional<OfferedClip> clip =
        offers
            .find(call.parameter("id"))
            .filter(found -> found.state() == OfferState.DELIVERED)
            .filter(
                found -> book.find(found.orderId()).filter(call.account()::mayRead).isPresent());
    if (clip.isEmpty()) {
      call.problem(Problem.unknown());
    }
    return clip;
  }

  private static void send(Endpoint.Call call, Path file, String type, long offset, long length) {
    HttpServerResponse response = call.context().response();
    response
        .putHeader("Content-Type", type)
        .putHeader("Accept-Ranges", "bytes")
        .putHeader("Cache-Control", "private, no-cache");
    switch (ByteRange.of(call.context().request().getHeader("Range"), length)) {
      case ByteRange.All all -> send(call, file, offset, length);
      case ByteRange.Unsatisfiable not -> {
        response.putHeader("Content-Range", "bytes */" + length);
        call.problem(Problem.of(416, "Range Not Satisfiable", "there are " + length + " octets"));
      }
      case ByteRange.Part part -> {
        response
            .setStatusCode(206)
            .putHeader("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + length);
        send(call, file, offset + part.first(), part.length());
      }
    }
  }

  private static void send(Endpoint.Call call, Path file, long offset, long length) {
    HttpServerResponse response = call.context().response();
    response.putHeader("Content-Length", Long.toString(length));
    if (call.context().request().method().equals(HttpMethod.HEAD)) {
      response.end();
      return;
    }
    response
        .sendFile(file.toAbsolutePath().toString(), offset, length)
        .onFailure(lost -> Logger.debug("a client left: {}", lost.getMessage()));
  }

  private Map<String, Object> summary(OfferedClip clip) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("id", clip.id());
    summary.put("state", clip.state().name().toLowerCase(Locale.ROOT));
    summary.put("from", clip.from());
    summary.put("to", clip.to());
    summary.put("boundMillis", clip.boundMillis());
    summary.put("extent", clip.extent());
    summary.put("bytes", clip.length() < 0 ? clip.bytes() : clip.length());
    if (clip.reason() != null) {
      summary.put("reason", clip.reason());
    }
    if (clip.state() == OfferState.DELIVERED) {
      summary.put("package", "/v1/clips/" + clip.id() + "/package");
      summary.put("original", "/v1/clips/" + clip.id() + "/clip.mp4");
      summary.put("view", "/v1/clips/" + clip.id() + "/view.mp4");
      if (Files.exists(vault.still(clip.id()))) {
        summary.put("still", "/v1/clips/" + clip.id() + "/still.jpg");
      }
      retention.until(clip.id()).ifPresent(until -> summary.put("keptUntil", until));
      retention.heldFor(clip.id()).ifPresent(held -> summary.put("heldFor", held));
    }
    if (clip.state().complete()) {
      summary.put("custody", "/v1/clips/" + clip.id() + "/custody");
    }
    if (clip.state() == OfferState.DELETED) {
      summary.put("deletion", "/v1/clips/" + clip.id() + "/deletion");
    }
    return summary;
  }
}
