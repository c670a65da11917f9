package cetra.tools.report;

import cetra.tools.verify.Claim;
import cetra.wire.custody.CustodyRecord;
import cetra.wire.custody.CustodyRow;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.SegmentHead;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The document as XHTML, in Japanese; times are Japan's. */
final class HandoverHtml {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.of("Asia/Tokyo"));

  private static final Map<String, String> ACTS =
      Map.ofEntries(
          Map.entry("received", "受領"),
          Map.entry("verified", "検証(真正)"),
          Map.entry("quarantined", "隔離(不合格)"),
          Map.entry("stamped", "タイムスタンプ取得"),
          Map.entry("delivered", "提供"),
          Map.entry("viewed", "閲覧"),
          Map.entry("downloaded", "取得(パッケージ)"),
          Map.entry("exported", "取得(記録簿)"),
          Map.entry("held", "事件保全"),
          Map.entry("released", "保全解除"),
          Map.entry("deleted", "削除"));

  private final Handover handover;
  private final Claim claim = new Claim(Locale.JAPANESE);
  private final Xhtml html = new Xhtml();

  private HandoverHtml(Handover handover) {
    this.handover = handover;
  }

  static String of(Handover handover) throws IOException {
    HandoverHtml document = new HandoverHtml(handover);
    document.front();
    switch (handover.verdict()) {
      case EvidenceVerdict.Authentic authentic -> document.evidence(authentic);
      case EvidenceVerdict.Rejected rejected ->
          document.html.paragraph("このパッケージは検証に合格しませんでした。以下の内容は証明されません。");
    }
    document.custody();
    document.how();
    return document.html.document("映像証拠 引渡書", handover.hash().toString());
  }

  private void front() throws IOException {
    html.heading(1, "映像証拠 引渡書");
    html.image(QrImage.png(handover.hash().toString()), "パッケージのハッシュ");
    html.table(
        List.of("項目", "内容"),
        List.of(
            List.of("判定", claim.verdict(handover.verdict())),
            List.of("パッケージ", handover.name()),
            List.of("大きさ", "%,d バイト".formatted(handover.bytes())),
            List.of("SHA-256", handover.hash().toString()),
            List.of("作成日時(日本時間)", time(handover.at()))));
  }

  private void evidence(EvidenceVerdict.Authentic authentic) {
    html.heading(2, "証明されること");
    html.list(claim.lines(authentic));
    Manifest manifest = authentic.manifest();
    html.heading(2, "時系列(日本時間)");
    html.table(
        List.of("セグメント", "開始", "終了", "断片", "備考"),
        manifest.segments().stream().map(piece -> timeline(manifest, piece)).toList());
    html.heading(2, "ハッシュ一覧(SHA-256)");
    html.table(List.of("対象", "ハッシュ"), hashes(manifest));
  }

  private static List<String> timeline(Manifest manifest, Manifest.Piece piece) {
    SegmentHead head = SegmentHead.read(piece.head());
    Instant zero = manifest.time().zero();
    String gap = head.gap() == null ? "" : "直前に映像なし(" + head.gap() + ")";
    return List.of(
        Long.toString(head.segment()),
        time(zero.plusNanos(head.fromNanos())),
        time(zero.plusNanos(head.toNanos())),
        "%d–%d / %d"
            .formatted(
                piece.fragments().getFirst().index() + 1,
                piece.fragments().getLast().index() + 1,
                head.leaves()),
        (head.recovered() ? "障害後に復旧 " : "") + gap);
  }

  private static List<List<String>> hashes(Manifest manifest) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("初期化セグメント", manifest.init().toString()));
    for (Manifest.Piece piece : manifest.segments()) {
      SegmentHead head = SegmentHead.read(piece.head());
      rows.add(List.of("セグメント " + head.segment() + " 根", head.root().toString()));
      rows.add(
          List.of("セグメント " + head.segment() + " 見出し", SegmentHead.hash(piece.head()).toString()));
    }
    for (Manifest.LoggedCommitment commitment : manifest.commitments()) {
      rows.add(List.of("コミットメント", commitment.root().toString()));
    }
    return rows;
  }

  private void custody() {
    html.heading(2, "閲覧等記録簿");
    if (handover.custody().isEmpty()) {
      html.paragraph("記録簿は添付されていません。");
      return;
    }
    CustodyRecord.Verdict record = handover.custody().get();
    html.paragraph(
        record.sound()
            ? "記録簿は改ざんされていません(" + record.text() + ")。"
            : "記録簿は検証に合格しませんでした: " + record.text());
    html.table(
        List.of("番号", "日時(日本時間)", "映像", "行為", "行為者"),
        record.rows().stream().map(HandoverHtml::row).toList());
  }

  private static List<String> row(CustodyRow row) {
    return List.of(
        Long.toString(row.number()),
        time(Instant.ofEpochMilli(row.atMillis())),
        row.clip(),
        ACTS.getOrDefault(row.act(), row.act()),
        row.who());
  }

  private void how() {
    html.heading(2, "検証の方法");
    html.paragraph(
        "この書面は証拠そのものではありません。パッケージの SHA-256 が上の値(QR コードと同じ)であることを確かめ、"
            + "次のいずれかで検証してください。どちらも通信を必要としません。");
    html.list(
        List.of(
            "./cetra verify " + handover.name() + " --trust trust.pem",
            "python3 verify.py --trust trust.pem "
                + handover.name()
                + "(形式の説明 EVIDENCE.md だけから書かれた第二の検証器)"));
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }
}
