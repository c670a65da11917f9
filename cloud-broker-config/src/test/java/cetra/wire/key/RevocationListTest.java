package cetra.wire.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RevocationListTest {
  private static final Instant NOW = Instant.parse("2026-11-25T07:00:00Z");

  @TempDir Path folder;
  private final Authority authority = Authority.create("operator", NOW);
  private final X509Certificate first = certificate("car0000000000001");
  private final X509Certificate second = certificate("car0000000000002");

  @Test
  void whatIsNotThereRevokesNothing() throws IOException {
    assertThat(list().revoked(first)).isFalse();
  }

  @Test
  void aListThatGrowsIsReadAgainAndForgetsNobody() throws IOException {
    RevocationList list = list();
    authority.revoke(file(), List.of(first), NOW);
    assertThat(list.revoked(first)).isTrue();
    assertThat(list.revoked(second)).isFalse();
    authority.revoke(file(), List.of(second), NOW);
    assertThat(list.revoked(first)).isTrue();
    assertThat(list.revoked(second)).isTrue();
  }

  @Test
  void aListOfAnotherAuthorityIsNotBelieved() throws IOException {
    KeyFile.write(trust(), authority.certificate());
    Authority.create("operator", NOW).revoke(file(), List.of(first), NOW);
    assertThatThrownBy(() -> list().revoked(first))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ca.crl is not signed by an authority");
  }

  @Test
  void whatIsNoListIsNamed() throws IOException {
    Files.writeString(file(), "nothing of the kind");
    assertThatThrownBy(() -> list().revoked(first))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("ca.crl is no list of revoked certificates");
  }

  private RevocationList list() throws IOException {
    KeyFile.write(trust(), authority.certificate());
    return new RevocationList(file(), trust());
  }

  private Path file() {
    return folder.resolve(Authority.REVOKED_FILE);
  }

  private Path trust() {
    return folder.resolve(Authority.CERTIFICATE_FILE);
  }

  private X509Certificate certificate(String name) {
    return authority.issueTls(
        name, "device", List.of(), Authority.newTlsKey().getPublic(), NOW, Duration.ofDays(1));
  }
}
