package cetra.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.key.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The claim of the packages that lie in the repository, in both languages. */
final class ClaimTest {
  private static final Path VECTORS = Path.of("../cloud-broker-config/src/test/resources/evidence");

  private static EvidenceVerdict verdict(String file) throws IOException {
    return new PackageVerifier(Trust.read(VECTORS.resolve("trust.pem")))
        .verify(VECTORS.resolve(file));
  }

  private static List<String> lines(Locale locale, String file) throws IOException {
    return new Claim(locale).lines((EvidenceVerdict.Authentic) verdict(file));
  }

  @Test
  void saysWhoWhereWhenAndWhatIsNotProven() throws IOException {
    assertThat(lines(Locale.ENGLISH, "clean.zip"))
        .anyMatch(line -> line.startsWith("recorded by: car0000000000001 (synthetic, software key"))
        .anyMatch(line -> line.matches("from 2026-.*Z to 2026-.*Z, ±500 ms by gnss"))
        .anyMatch(line -> line.matches("where: -?\\d+\\.\\d{6},-?\\d+\\.\\d{6} to .* 10 fixes"))
        .contains(
            "10 fragments of 3 segments, 50 pictures, none missing, added, moved or changed",
            "gaps: none")
        .anyMatch(line -> line.startsWith("not proven here"));
  }

  @Test
  void aCommitmentSaysSinceWhenItExists() throws IOException {
    assertThat(lines(Locale.ENGLISH, "committed.zip"))
        .contains("existed by 2026-05-01T12:00:00Z: committed in log relay/orders, entry 5");
    assertThat(lines(Locale.JAPANESE, "committed.zip"))
        .contains("存在の証明: 2026-05-01T12:00:00Z までに存在(ログ relay/orders の 5 番)");
  }

  @Test
  void theMapIsOfWhereItBegins() throws IOException {
    assertThat(new Claim(Locale.ENGLISH).map((EvidenceVerdict.Authentic) verdict("clean.zip")))
        .contains("https://maps.gsi.go.jp/#17/35.330000/139.120045/");
  }

  @Test
  void aGapIsSaidWithItsPlace() throws IOException {
    assertThat(lines(Locale.ENGLISH, "gaps.zip")).contains("gap: 3 s from second 2.5 on, no video");
    assertThat(lines(Locale.JAPANESE, "gaps.zip")).contains("欠落: 開始 2.5 秒から 3 秒(no video)");
    assertThat(new Claim(Locale.JAPANESE).verdict(verdict("gaps.zip"))).isEqualTo("真正(欠落の申告あり)");
  }

  @Test
  void everyLineHasBothLanguages() throws IOException {
    List<String> english = lines(Locale.ENGLISH, "clean.zip");
    List<String> japanese = lines(Locale.JAPANESE, "clean.zip");
    assertThat(japanese).hasSameSizeAs(english).doesNotContainAnyElementsOf(english);
  }

  @Test
  void theVerdictKeepsTheWordsOfTheFormatInEveryLanguage() throws IOException {
    assertThat(new Claim(Locale.ENGLISH).verdict(verdict("bit.zip")))
        .isEqualTo(verdict("bit.zip").text());
    assertThat(new Claim(Locale.JAPANESE).verdict(verdict("bit.zip")))
        .startsWith("不合格(rejected: fragment at fragment 1)");
    assertThat(new Claim(Locale.ENGLISH).verdict(verdict("clean.zip"))).isEqualTo("authentic");
  }
}
