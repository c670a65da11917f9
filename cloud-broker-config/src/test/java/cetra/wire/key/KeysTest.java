package cetra.wire.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {
  private final Instant now = Instant.now();

  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = folder.resolve("root.pub");
    KeyFile.write(root, IdentityFolder.newEvidenceKey().getPublic());
  }

  private IdentityFolder device() throws IOException {
    Authority authority = Authority.create("operator", now);
    return IdentityFolder.device(folder.resolve("car"), "car0000000000001", authority, root, now);
  }

  @Test
  void aDevicesFolderHoldsAllItNeeds() throws Exception {
    IdentityFolder device = device();
    assertThat(device.tls().name()).isEqualTo("car0000000000001");
    assertThat(TlsIdentity.subject(device.evidenceCertificates().getFirst(), "CN"))
        .isEqualTo("car0000000000001");
    assertThat(TlsIdentity.subject(device.evidenceCertificates().getFirst(), "OU"))
        .isEqualTo("evidence");
    assertThat(device.operatorRoot()).isEqualTo(Pem.publicKey(root, "Ed25519"));
    byte[] text = "recorded".getBytes(StandardCharsets.UTF_8);
    assertThat(
            Ed25519.verify(
                device.evidenceCertificates().getFirst().getPublicKey(),
                text,
                Ed25519.sign(device.evidenceKey(), text)))
        .isTrue();
    device.evidenceCertificates().getFirst().verify(device.trusted().getFirst().getPublicKey());
  }

  @Test
  void anotherEvidenceKeyLeavesTheCertificatesOfThoseBefore() throws Exception {
    IdentityFolder device = device();
    Authority authority = Authority.create("operator", now);
    List<X509Certificate> before = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      before.addFirst(device.evidenceCertificates().getFirst());
      device.rotateEvidence("car0000000000001", authority, now, Optional.empty());
      assertThat(device.earlierCertificates()).isEqualTo(before);
    }
    byte[] text = "recorded".getBytes(StandardCharsets.UTF_8);
    X509Certificate present = device.evidenceCertificates().getFirst();
    assertThat(before).doesNotContain(present);
    assertThat(
            Ed25519.verify(present.getPublicKey(), text, Ed25519.sign(device.evidenceKey(), text)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls.key", "evidence.key"})
  void aPrivateKeyIsItsOwnersAlone(String file) throws IOException {
    Path key = device().folder().resolve(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void anAuthorityIsLoadedAsItWasStored() throws IOException {
    Authority authority = Authority.create("operator", now);
    authority.store(folder.resolve("ca"));
    assertThat(Authority.load(folder.resolve("ca")).certificate())
        .isEqualTo(authority.certificate());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("ca/ca.key"))))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tls.key", "tls.crt", "ca.crt", "root.pub", "evidence.key", "evidence.crt"})
  void aFileThatIsMissingOrBrokenIsNamed(String name) throws IOException {
    IdentityFolder device = device();
    Path file = device.folder().resolve(name);
    byte[] der = HexFormat.of().parseHex("deadbeef");
    String label =
        name.endsWith(".crt")
            ? "CERTIFICATE"
            : name.endsWith(".pub") ? "PUBLIC KEY" : "PRIVATE KEY";
    for (String broken : new String[] {"", "garbage", Pem.text(label, der), "x".repeat(2 << 20)}) {
      Files.writeString(file, broken);
      assertThatThrownBy(() -> loadAll(device))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString());
    }
    Files.delete(file);
    assertThatThrownBy(() -> loadAll(device))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  private static void loadAll(IdentityFolder device) throws IOException {
    assertThat(device.tls().context()).isNotNull();
    assertThat(device.operatorRoot()).isNotNull();
    assertThat(device.evidenceKey()).isNotNull();
    assertThat(device.evidenceCertificates()).isNotEmpty();
  }

  /** RFC 8032 section 7.1, test 2, as RFC 8037 writes keys. */
  @Test
  void publicKeysAreWrittenAsRfc8037Says() {
    String text = "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw";
    assertThat(Ed25519.text(Ed25519.publicKey(text))).isEqualTo(text);
    byte[] signature =
        HexFormat.of()
            .parseHex(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    assertThat(Ed25519.verify(Ed25519.publicKey(text), new byte[] {0x72}, signature)).isTrue();
    assertThat(Ed25519.verify(Ed25519.publicKey(text), new byte[] {0x73}, signature)).isFalse();
    assertThatThrownBy(() -> Ed25519.publicKey("AAAA"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysOfAnyValueSurviveTheirText() {
    for (int i = 0; i < 100; i++) {
      KeyPair pair = IdentityFolder.newEvidenceKey();
      assertThat(Ed25519.publicKey(Ed25519.text(pair.getPublic()))).isEqualTo(pair.getPublic());
    }
  }

  @Test
  void aJwsIsVerifiedWithItsKeyAndAlgorithmAlone() {
    KeyPair pair = IdentityFolder.newEvidenceKey();
    byte[] payload = "{}".getBytes(StandardCharsets.UTF_8);
    String jws = Jws.sign(payload, "k", pair.getPrivate());
    assertThat(Jws.verify(jws, pair.getPublic())).hasValue(payload);
    assertThat(Jws.verify(jws, IdentityFolder.newEvidenceKey().getPublic())).isEmpty();
    assertThat(Jws.verify("x" + jws, pair.getPublic())).isEmpty();
    assertThat(Jws.verify("", pair.getPublic())).isEmpty();
    // {"alg":"none"}
    assertThat(Jws.verify("eyJhbGciOiJub25lIn0.e30.", pair.getPublic())).isEmpty();
    String detached = Jws.signDetached(payload, "k", pair.getPrivate());
    assertThat(detached).contains("..");
    assertThat(Jws.verifyDetached(detached, payload, pair.getPublic())).isTrue();
    assertThat(Jws.verifyDetached(detached, new byte[] {'x'}, pair.getPublic())).isFalse();
  }

  @Test
  void aJwsHasOneSpellingOnly() {
    KeyPair pair = IdentityFolder.newEvidenceKey();
    byte[] payload = {1, 2, 3};
    String detached = Jws.signDetached(payload, "k", pair.getPrivate());
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int good = 0;
    for (int i = 0; i < alphabet.length(); i++) {
      String other = detached.substring(0, detached.length() - 1) + alphabet.charAt(i);
      good += Jws.verifyDetached(other, payload, pair.getPublic()) ? 1 : 0;
    }
    assertThat(good).isEqualTo(1);
    assertThat(Jws.verifyDetached(detached + "=", payload, pair.getPublic())).isFalse();
  }
}
