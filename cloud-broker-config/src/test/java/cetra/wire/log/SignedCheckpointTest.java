package cetra.wire.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.wire.hash.Hash;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.KeyFile;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class SignedCheckpointTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Hash ROOT_HASH = Hash.over(new byte[] {1});

  private final KeyPair root = IdentityFolder.newEvidenceKey();
  @TempDir private Path folder;
  private SignedCheckpoint signed;

  @BeforeEach
  void sign() throws Exception {
    signed = key("relay1/orders", NOW).sign(7, ROOT_HASH);
  }

  private LogKey key(String log, Instant now) throws Exception {
    KeyFile.write(folder.resolve("root.pub"), root.getPublic());
    LogKey.make(folder, log, root.getPrivate(), now);
    return LogKey.load(new IdentityFolder(folder));
  }

  @Test
  void leadsFromTheRootToTheCheckpoint() {
    SignedCheckpoint.Trusted trusted = signed.verify(root.getPublic(), NOW);
    assertThat(trusted.checkpoint()).isEqualTo(new Checkpoint("relay1/orders", 7, ROOT_HASH));
    assertThat(trusted.keeper().from()).isEqualTo(NOW);
    assertThat(signed.note())
        .startsWith("relay1/orders\n7\n")
        .contains("\n\n\u2014 relay1/orders ")
        .endsWith("\n");
  }

  @Test
  void anyOtherTextIsNotSigned() {
    for (int i = 0; i < signed.note().length(); i++) {
      StringBuilder note = new StringBuilder(signed.note());
      note.setCharAt(i, note.charAt(i) == 'x' ? 'y' : 'x');
      SignedCheckpoint changed = new SignedCheckpoint(signed.credential(), note.toString());
      if (i < signed.note().length() - 1) { // the last line's end says nothing
        assertThatThrownBy(() -> changed.verify(root.getPublic(), NOW))
            .as("character %d", i)
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  /** Base64 has bits to spare in its last character; a signature has one text only. */
  @Test
  void theSameSignatureInOtherLettersIsNone() {
    int last = signed.note().lastIndexOf('=') - 1;
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      char letter = alphabet.charAt(i);
      StringBuilder note = new StringBuilder(signed.note());
      note.setCharAt(last, letter);
      SignedCheckpoint changed = new SignedCheckpoint(signed.credential(), note.toString());
      if (letter != signed.note().charAt(last)) {
        assertThatThrownBy(() -> changed.verify(root.getPublic(), NOW))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void anotherLogsCheckpointIsNone() throws Exception {
    SignedCheckpoint other = key("relay2/orders", NOW).sign(7, ROOT_HASH);
    SignedCheckpoint mixed = new SignedCheckpoint(signed.credential(), other.note());
    assertThatThrownBy(() -> mixed.verify(root.getPublic(), NOW))
        .hasMessageContaining("no checkpoint signed by log relay1/orders");
  }

  @Test
  void nobodyButTheRootVouches() {
    assertThatThrownBy(() -> signed.verify(IdentityFolder.newEvidenceKey().getPublic(), NOW))
        .hasMessageContaining("not vouched for by the root");
  }

  @Test
  void aLogIsKeptOnlyInItsTime() {
    assertThatThrownBy(() -> signed.verify(root.getPublic(), NOW.minusMillis(1)))
        .hasMessageContaining("may be kept from " + NOW);
    Instant end = signed.verify(root.getPublic(), NOW).keeper().until();
    assertThatThrownBy(() -> signed.verify(root.getPublic(), end))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(signed.verify(root.getPublic(), end.minusMillis(1)).checkpoint().size())
        .isEqualTo(7);
  }
}
