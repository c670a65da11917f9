package cetra.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class ConsoleLinkTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Accounts accounts = new Accounts(clock);
  private Path file;
  private ConsoleLink link;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    file = folder.resolve("console.url");
    link = new ConsoleLink(file, accounts);
    link.open(8088);
  }

  @Test
  void theFileIsItsOwnersAlone() throws Exception {
    assertThat(Files.readString(file)).startsWith("http://127.0.0.1:8088/?token=");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aLinkThatIsGoodStays() throws Exception {
    String before = token();
    clock.pass(Duration.ofMinutes(29));
    link.renew();
    assertThat(token()).isEqualTo(before);
  }

  @Test
  void aUsedLinkIsReplaced() throws Exception {
    String used = token();
    assertThat(accounts.login(used)).isPresent();
    link.renew();
    assertThat(accounts.login(used)).isEmpty();
    assertThat(accounts.login(token())).isPresent();
  }

  @Test
  void anExpiredLinkIsReplaced() throws Exception {
    String old = token();
    clock.pass(Duration.ofMinutes(31));
    link.renew();
    assertThat(accounts.login(old)).isEmpty();
    assertThat(accounts.login(token())).isPresent();
  }

  @Test
  void nothingIsLeftOfALinkThatNobodyAnswers() throws Exception {
    link.close();
    link.renew();
    assertThat(file).doesNotExist();
  }

  private String token() throws IOException {
    return Files.readString(file).strip().replaceFirst(".*token=", "");
  }
}
