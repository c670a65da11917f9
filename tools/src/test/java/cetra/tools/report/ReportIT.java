package cetra.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.wire.custody.CustodyRecord;
import cetra.wire.custody.CustodyRow;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.hash.Hash;
import cetra.wire.key.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader of the PDF finds in it, by Debian's pdftotext. */
@SuppressWarnings("NullAway.Init")
final class ReportIT {
  private static final Path VECTORS = Path.of("../cloud-broker-config/src/test/resources/evidence");
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

  @TempDir private Path folder;

  private String text(String file, Optional<CustodyRecord.Verdict> custody) throws Exception {
    Path zip = VECTORS.resolve(file);
    EvidenceVerdict verdict =
        new PackageVerifier(Trust.read(VECTORS.resolve("trust.pem"))).verify(zip);
    Path pdf = folder.resolve("report.pdf");
    PdfDocument.write(HandoverHtml.of(Handover.of(zip, verdict, custody, NOW)), pdf);
    Process process =
        new ProcessBuilder("pdftotext", "-layout", pdf.toString(), "-")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text;
  }

  private static String hash(String file) throws IOException {
    return Hash.over(Files.readAllBytes(VECTORS.resolve(file))).toString();
  }

  @Test
  void saysWhatIsProvenWithItsHashesAndTimes() throws Exception {
    assertThat(text("committed.zip", Optional.empty()))
        .contains("映像証拠 引渡書", "真正(改ざんなし)", hash("committed.zip"))
        .contains("2026-11-25 12:00:00.000")
        .contains("2026-05-01 20:59:00.000")
        .contains("relay/orders")
        .contains("セグメント 0 根")
        .contains("記録簿は添付されていません");
  }

  @Test
  void holdsTheCustodyRecordAndItsVerdict() throws Exception {
    CustodyRow row =
        CustodyRow.after(CustodyRow.NONE, 1, NOW.toEpochMilli(), "clip-1", "viewed", "13104<b>");
    String sound =
        text(
            "clean.zip",
            Optional.of(new CustodyRecord.Verdict(true, "sound: 1 rows", List.of(row))));
    assertThat(sound).contains("閲覧等記録簿", "改ざんされていません", "clip-1", "閲覧", "13104<b>");
    String broken =
        text(
            "clean.zip",
            Optional.of(
                new CustodyRecord.Verdict(false, "rejected: row 2: its hash", List.of(row))));
    assertThat(broken).contains("記録簿は検証に合格しませんでした", "row 2");
  }

  @Test
  void ofARejectedPackageItProvesNothing() throws Exception {
    assertThat(text("bit.zip", Optional.empty()))
        .contains("不合格(rejected: fragment at fragment 1)", "以下の内容は証明されません")
        .doesNotContain("ハッシュ一覧");
  }
}
