package cetra.wire.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class SignatureSchemeTest {
  private static final byte[] TEXT = "recorded".getBytes(StandardCharsets.UTF_8);
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private final KeyPair pair = Authority.newTlsKey();

  private static BigInteger s(byte[] signed) {
    return new BigInteger(1, Arrays.copyOfRange(signed, 32, 64));
  }

  @Test
  void ofTheTwoValuesOfSOnlyTheLowerIsMadeAndTaken() {
    for (int i = 0; i < 20; i++) {
      byte[] signed = SignatureScheme.sign(pair.getPrivate(), TEXT);
      assertThat(signed).hasSize(64);
      assertThat(s(signed)).isLessThanOrEqualTo(ORDER.shiftRight(1));
      assertThat(SignatureScheme.verify(pair.getPublic(), TEXT, signed)).isTrue();
      byte[] other = signed.clone();
      byte[] high = HexFormat.of().parseHex("%064x".formatted(ORDER.subtract(s(signed))));
      System.arraycopy(high, 0, other, 32, 32);
      assertThat(SignatureScheme.verify(pair.getPublic(), TEXT, other)).isFalse();
    }
  }

  @Test
  void otherOctetsOtherLengthsAndOtherKeysAreNotSigned() {
    byte[] signed = SignatureScheme.sign(pair.getPrivate(), TEXT);
    byte[] other = TEXT.clone();
    other[0] ^= 1;
    assertThat(SignatureScheme.verify(pair.getPublic(), other, signed)).isFalse();
    assertThat(SignatureScheme.verify(pair.getPublic(), TEXT, new byte[64])).isFalse();
    assertThat(SignatureScheme.verify(pair.getPublic(), TEXT, new byte[0])).isFalse();
    assertThat(SignatureScheme.verify(pair.getPublic(), TEXT, Arrays.copyOf(signed, 63))).isFalse();
    assertThat(SignatureScheme.verify(Authority.newTlsKey().getPublic(), TEXT, signed)).isFalse();
  }

  @Test
  void anotherCurveIsRefusedHoweverWellItSigns() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    KeyPair larger = generator.generateKeyPair();
    byte[] signed = SignatureScheme.sign(larger.getPrivate(), TEXT);
    assertThat(SignatureScheme.verify(larger.getPublic(), TEXT, signed)).isFalse();
  }

  @Test
  void aMessageCannotChooseTheSchemeOfAKey() {
    String es256 = Jws.sign(TEXT, "token", pair.getPrivate());
    assertThat(Jws.verify(es256, pair.getPublic())).contains(TEXT);
    KeyPair edwards = IdentityFolder.newEvidenceKey();
    String signed = Jws.sign(TEXT, "file", edwards.getPrivate());
    assertThat(Jws.verify(signed, pair.getPublic())).isEmpty();
    assertThat(Jws.verify(es256, edwards.getPublic())).isEmpty();
    String crossed = es256.substring(0, es256.indexOf('.')) + signed.substring(signed.indexOf('.'));
    assertThat(Jws.verify(crossed, edwards.getPublic())).isEmpty();
  }
}
