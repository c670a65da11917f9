package cetra.agent.consent;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.VideoOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the owner's page shows, in Japanese and English; plain HTML without scripts. */
final class OwnerHtml {
  private static final int NEWEST_ROWS = 200;

  private final ClipStore clips;
  private final OrderStore orders;
  private final LedgerStore ledger;

  OwnerHtml(ClipStore clips, OrderStore orders, LedgerStore ledger) {
    this.clips = clips;
    this.orders = orders;
    this.ledger = ledger;
  }

  String page(String key, Optional<OwnerQuestions.Open> question) {
    String ask = question.map(open -> ask(open, key)).orElse("");
    return """
      <!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>CETRA</title>
      <meta name="viewport" content="width=device-width">
      <style>body{font:16px sans-serif;max-width:52em;margin:1em auto;padding:0 1em}
      table{border-collapse:collapse;width:100%%}td,th{border-bottom:1px solid #ccc;padding:.3em;
      text-align:left;vertical-align:top}form{display:inline}button{font:inherit;padding:.4em 1em}
      section.ask{background:#fff3cd;padding:1em}</style></head><body>
      <h1>映像の提供 <small>what is given of your footage</small></h1>
      %s
      <h2>撤回できるもの <small>what you can take back</small></h2>
      <table><tr><th>注文 order</th><th>本数 clips</th><th></th></tr>%s</table>
      <p>自治体に渡し終えた映像は撤回できません。 What the municipality has already received stays with it.</p>
      <h2>台帳 <small>ledger</small></h2>
      <p>%s</p>
      <table><tr><th>日時 when</th><th>出来事 event</th><th>内容 detail</th><th>注文 order</th></tr>%s</table>
      </body></html>
      """
        .formatted(ask, given(key), chain(), rows());
  }

  private static String ask(OwnerQuestions.Open open, String key) {
    return """
      <section class="ask"><p>%s</p>
      <p>%s まで。返事がなければ提供しません。 Until then; silence is no.</p>
      <form method="post" action="/answer"><input type="hidden" name="key" value="%s">
      <button name="answer" value="yes">提供する give</button>
      <button name="answer" value="no">断る refuse</button></form></section>
      """
        .formatted(text(open.text()), open.until(), key);
  }

  private String given(String order, int clips, String key) {
    return """
      <tr><td>%s</td><td>%d</td><td><form method="post" action="/withdraw">
      <input type="hidden" name="key" value="%s"><input type="hidden" name="order" value="%s">
      <button>撤回 take back</button></form></td></tr>
      """
        .formatted(title(order), clips, key, text(order));
  }

  private String given(String key) {
    Map<String, Integer> count = new TreeMap<>();
    for (Clip clip : clips.given()) {
      count.merge(clip.orderId(), 1, Integer::sum);
    }
    StringBuilder rows = new StringBuilder();
    count.forEach((order, clips) -> rows.append(given(order, clips, key)));
    return rows.toString();
  }

  private String chain() {
    long broken = ledger.firstBroken();
    return broken < 0
        ? "すべての行がつながっています。 No row was changed or taken out."
        : "<strong>行 " + broken + " が変えられています。 Row " + broken + " was changed.</strong>";
  }

  private String rows() {
    List<LedgerStore.Row> all = ledger.rows();
    StringBuilder rows = new StringBuilder();
    for (LedgerStore.Row row :
        all.subList(Math.max(0, all.size() - NEWEST_ROWS), all.size()).reversed()) {
      rows.append("<tr><td>")
          .append(row.at())
          .append("</td><td>")
          .append(text(row.event()))
          .append("</td><td>")
          .append(text(row.detail()))
          .append("</td><td>")
          .append(title(row.orderId()))
          .append("</td></tr>\n");
    }
    return rows.toString();
  }

  private String title(String order) {
    return orders
        .signed(order)
        .filter(signed -> !signed.isEmpty())
        .map(signed -> SignedOrder.read(signed).unverified())
        .map(OwnerHtml::describe)
        .orElseGet(() -> text(order));
  }

  private static String describe(VideoOrder order) {
    return text(order.title().ja())
        + " "
        + text(order.title().en())
        + "<br><small>"
        + text(order.issuer())
        + " "
        + text(order.purpose().toString().toLowerCase(Locale.ROOT))
        + " "
        + text(order.caseNumber())
        + "</small>";
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
