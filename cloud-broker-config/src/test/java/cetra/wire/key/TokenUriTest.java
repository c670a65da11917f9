package cetra.wire.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenUriTest {
  @TempDir Path folder;

  @Test
  void aUriNamesModuleSlotKeyAndPin() {
    TokenUri uri =
        TokenUri.parse(
            "pkcs11:slot-id=7;object=my%20key?module-path=/usr/lib/t.so&pin-source=file:/etc/pin");
    assertThat(uri.module()).isEqualTo(Path.of("/usr/lib/t.so"));
    assertThat(uri.slot()).contains("7");
    assertThat(uri.object()).isEqualTo("my key");
    assertThat(uri.pin()).isEqualTo(Path.of("/etc/pin"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "evidence | names no token",
        "pkcs11:object=a?pin-source=/p | has no module-path",
        "pkcs11:object=a?module-path=/m | has no pin-source",
        "pkcs11:?module-path=/m&pin-source=/p | has no object",
        "pkcs11:object=a?module-path=m.so&pin-source=/p | 'm.so' is relative",
        "pkcs11:slot-id=x;object=a?module-path=/m&pin-source=/p | slot-id 'x' is no number",
        "pkcs11:token=t;object=a?module-path=/m&pin-source=/p | 'token' is unknown",
        "pkcs11:object=a%zz?module-path=/m&pin-source=/p | URLDecoder",
      })
  void whatIsMissingOrUnknownIsNamed(String uri, String says) {
    assertThatThrownBy(() -> TokenUri.parse(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says);
  }

  @Test
  void aTokenThatDoesNotAnswerIsNamed() throws IOException {
    Path pin = Files.writeString(folder.resolve("pin"), "1234");
    TokenKey key =
        TokenKey.of("pkcs11:object=a?module-path=/no/such.so&pin-source=" + pin.toAbsolutePath());
    assertThatThrownBy(key::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/no/such.so does not answer");
  }
}
