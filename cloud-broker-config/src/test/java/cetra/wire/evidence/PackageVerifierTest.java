package cetra.wire.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.wire.key.Authority;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Trust;
import cetra.wire.message.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PackageVerifierTest {
  private final SyntheticClip device = new SyntheticClip();

  @TempDir Path folder;

  private EvidenceVerdict verdict(byte[] clip, Manifest manifest) throws IOException {
    return verdict(clip, Json.bytes(manifest), device.key);
  }

  private EvidenceVerdict verdict(byte[] clip, byte[] manifest, KeyPair signer) throws IOException {
    Path file = folder.resolve("clip.zip");
    Files.deleteIfExists(file);
    device.pack(file, clip, manifest, signer);
    return device.verifier().verify(file);
  }

  private static void rejected(EvidenceVerdict verdict, EvidenceFault fault) {
    rejected(verdict, fault, OptionalInt.empty());
  }

  private static void rejected(EvidenceVerdict verdict, EvidenceFault fault, int fragment) {
    rejected(verdict, fault, OptionalInt.of(fragment));
  }

  private static void rejected(EvidenceVerdict verdict, EvidenceFault fault, OptionalInt fragment) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            EvidenceVerdict.Rejected.class,
            rejected -> {
              assertThat(rejected.fault()).as(rejected.text()).isEqualTo(fault);
              assertThat(rejected.fragment()).as(rejected.text()).isEqualTo(fragment);
              assertThat(rejected.text()).startsWith("rejected: " + fault);
            });
  }

  @Test
  void whatTheDeviceSealedIsAuthentic() throws IOException {
    assertThat(verdict(device.clip(), device.manifest()))
        .isInstanceOfSatisfying(
            EvidenceVerdict.Authentic.class,
            authentic -> {
              assertThat(authentic.text()).isEqualTo("authentic");
              assertThat(authentic.manifest()).isEqualTo(device.manifest());
              assertThat(authentic.layout().fragments()).hasSize(SyntheticClip.FRAGMENTS);
              assertThat(authentic.track()).hasSize(SyntheticClip.FRAGMENTS);
            });
  }

  @Test
  void aStatedGapIsAuthenticWithGapsAndAnUnstatedOneIsNot() throws IOException {
    SyntheticClip silent = new SyntheticClip(3L * SyntheticClip.TIMESCALE);
    Manifest.Gap gap = new Manifest.Gap(3_000_000_000L, 6_000_000_000L, "no video");
    Path file = folder.resolve("gap.zip");
    silent.pack(file, silent.clip(), silent.manifest(silent.pieces(), List.of(gap)));
    assertThat(silent.verifier().verify(file).text()).isEqualTo("authentic with gaps");
    Files.delete(file);
    silent.pack(file, silent.clip(), silent.manifest(silent.pieces(), List.of()));
    rejected(silent.verifier().verify(file), EvidenceFault.GAP);
    rejected(
        verdict(device.clip(), device.manifest(device.pieces(), List.of(gap))), EvidenceFault.GAP);
  }

  @Test
  void anyUnzipFindsTheThreeFiles() throws IOException {
    Path file = folder.resolve("clip.zip");
    device.pack(file, device.clip(), device.manifest());
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("clip.mp4", "manifest.json", "manifest.jws");
      try (InputStream clip = zip.getInputStream(zip.getEntry("clip.mp4"))) {
        assertThat(clip.readAllBytes()).isEqualTo(device.clip());
      }
      try (InputStream manifest = zip.getInputStream(zip.getEntry("manifest.json"))) {
        assertThat(Manifest.read(manifest.readAllBytes())).isEqualTo(device.manifest());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 9})
  void aDroppedFragmentIsNamed(int dropped) throws IOException {
    List<byte[]> fragments = device.fragments();
    fragments.remove(dropped);
    rejected(verdict(device.clip(fragments), device.manifest()), EvidenceFault.FRAGMENT, dropped);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5, 8})
  void theFirstOfTwoSwappedFragmentsIsNamed(int first) throws IOException {
    List<byte[]> fragments = device.fragments();
    Collections.swap(fragments, first, first + 1);
    rejected(verdict(device.clip(fragments), device.manifest()), EvidenceFault.FRAGMENT, first);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 9})
  void aFragmentTwiceIsNamedAtItsCopy(int copied) throws IOException {
    List<byte[]> fragments = device.fragments();
    fragments.add(copied, fragments.get(copied));
    rejected(
        verdict(device.clip(fragments), device.manifest()), EvidenceFault.FRAGMENT, copied + 1);
  }

  @Test
  void aClipCutShortAnywhereIsNamedAtTheFragmentThatIsCut() throws IOException {
    List<byte[]> fragments = device.fragments();
    int end = device.init.length;
    for (int i = 0; i < fragments.size(); i++) {
      int middle = end + fragments.get(i).length / 2;
      rejected(
          verdict(Arrays.copyOf(device.clip(), middle), device.manifest()),
          EvidenceFault.FRAGMENT,
          i);
      end += fragments.get(i).length;
    }
    rejected(
        verdict(Arrays.copyOf(device.clip(), device.init.length - 1), device.manifest()),
        EvidenceFault.LAYOUT);
  }

  @Test
  void aProofForAnotherPlaceIsNamed() throws IOException {
    Manifest.Piece piece = device.piece(1, 0, 4);
    List<Manifest.Proof> proofs = new java.util.ArrayList<>(piece.fragments());
    Manifest.Proof third = proofs.get(2);
    proofs.set(2, new Manifest.Proof(2, third.length(), third.leaf(), proofs.get(1).path()));
    Manifest.Piece forged = new Manifest.Piece(piece.head(), piece.signature(), proofs, null, null);
    List<Manifest.Piece> pieces = List.of(device.piece(0, 1, 4), forged, device.piece(2, 0, 3));
    rejected(verdict(device.clip(), device.manifest(pieces, List.of())), EvidenceFault.FRAGMENT, 5);
  }

  @Test
  void aForeignAuthorityIsRejected() throws IOException {
    Path file = folder.resolve("clip.zip");
    device.pack(file, device.clip(), device.manifest());
    Authority foreign = Authority.create("operator", SyntheticClip.ZERO);
    PackageVerifier verifier =
        new PackageVerifier(new Trust(List.of(foreign.certificate()), Optional.empty()));
    rejected(verifier.verify(file), EvidenceFault.CERTIFICATE);
  }

  @Test
  void theCertificateOfAnotherDeviceIsRejected() throws IOException {
    List<String> other = device.certificates("car0000000000002");
    rejected(
        verdict(
            device.clip(), device.manifest(device.pieces(), List.of(), SyntheticClip.ZERO, other)),
        EvidenceFault.CERTIFICATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[\"AAAA\"]", "[\"no base64!\"]"})
  void certificatesThatAreNoneAreRejected(String certificates) throws IOException {
    ObjectNode json = Json.mapper().valueToTree(device.manifest());
    json.set("certificates", Json.mapper().readTree(certificates));
    rejected(verdict(device.clip(), Json.bytes(json), device.key), EvidenceFault.CERTIFICATE);
  }

  @Test
  void aCertificateThatWasNotValidThenIsRejected() throws IOException {
    Instant later = SyntheticClip.ZERO.plusSeconds(40L * 86_400);
    Manifest late =
        device.manifest(
            device.pieces(), List.of(), later, device.certificates(SyntheticClip.DEVICE));
    rejected(verdict(device.clip(), late), EvidenceFault.CERTIFICATE);
  }

  @Test
  void aManifestReTimedAndSignedByAnotherKeyIsRejected() throws IOException {
    KeyPair other = IdentityFolder.newEvidenceKey();
    Manifest later =
        device.manifest(
            device.pieces(),
            List.of(),
            SyntheticClip.ZERO.plusSeconds(3600),
            device.certificates(SyntheticClip.DEVICE));
    rejected(verdict(device.clip(), Json.bytes(later), other), EvidenceFault.SIGNATURE);
  }

  @Test
  void aManifestReTimedByTheDeviceItselfDisagreesWithItsFixes() throws IOException {
    Manifest later =
        device.manifest(
            device.pieces(),
            List.of(),
            SyntheticClip.ZERO.plusSeconds(1),
            device.certificates(SyntheticClip.DEVICE));
    rejected(verdict(device.clip(), later), EvidenceFault.TIME);
    ObjectNode json = Json.mapper().valueToTree(device.manifest());
    json.put("to", device.manifest().to().plusMillis(2).toString());
    rejected(verdict(device.clip(), Json.bytes(json), device.key), EvidenceFault.TIME);
  }

  @Test
  void aHeadWithABrokenSignatureIsRejected() throws IOException {
    Manifest.Piece piece = device.piece(1, 0, 4);
    for (String signature : List.of(device.signature("another text"), "", "no base64!", "AAAA")) {
      Manifest.Piece forged =
          new Manifest.Piece(piece.head(), signature, piece.fragments(), null, null);
      List<Manifest.Piece> pieces = List.of(device.piece(0, 1, 4), forged, device.piece(2, 0, 3));
      rejected(verdict(device.clip(), device.manifest(pieces, List.of())), EvidenceFault.SEGMENT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "{\"v\":2}",
        "{\"v\":1,\"leaves\":1,\"fromNanos\":0,\"toNanos\":1}"
      })
  void aSignedTextThatIsNoHeadIsRejected(String text) throws IOException {
    Manifest.Piece forged =
        new Manifest.Piece(
            text, device.signature(text), device.piece(0, 0, 4).fragments(), null, null);
    rejected(
        verdict(device.clip(), device.manifest(List.of(forged), List.of())), EvidenceFault.SEGMENT);
  }

  @Test
  void aSegmentLeftOutBreaksTheChain() throws IOException {
    List<byte[]> fragments = device.fragments();
    fragments.subList(3, 7).clear();
    List<Manifest.Piece> pieces = List.of(device.piece(0, 1, 4), device.piece(2, 0, 3));
    rejected(
        verdict(device.clip(fragments), device.manifest(pieces, List.of())), EvidenceFault.SEGMENT);
  }

  @Test
  void aFragmentLeftOutOfManifestAndClipIsAGap() throws IOException {
    gapWhereMissing(2, device.piece(0, 1, 3), device.piece(1, 0, 4), device.piece(2, 0, 3));
    gapWhereMissing(3, device.piece(0, 1, 4), device.piece(1, 1, 4), device.piece(2, 0, 3));
    gapWhereMissing(7, device.piece(0, 1, 4), device.piece(1, 0, 4), device.piece(2, 1, 3));
    gapWhereMissing(
        4, device.piece(0, 1, 4), without(device.piece(1, 0, 4), 1), device.piece(2, 0, 3));
  }

  private void gapWhereMissing(int missing, Manifest.Piece... pieces) throws IOException {
    List<byte[]> fragments = device.fragments();
    fragments.remove(missing);
    rejected(
        verdict(device.clip(fragments), device.manifest(List.of(pieces), List.of())),
        EvidenceFault.GAP,
        missing);
  }

  private static Manifest.Piece without(Manifest.Piece piece, int index) {
    List<Manifest.Proof> left =
        piece.fragments().stream().filter(proof -> proof.index() != index).toList();
    return new Manifest.Piece(piece.head(), piece.signature(), left, null, null);
  }

  @Test
  void aPieceWithoutFragmentsAndAClipOfNothingAreRejected() throws IOException {
    List<Manifest.Piece> empty = List.of(device.piece(0, 1, 4), device.piece(1, 0, 0));
    rejected(verdict(device.clip(), device.manifest(empty, List.of())), EvidenceFault.SEGMENT);
    rejected(verdict(device.init, device.manifest(List.of(), List.of())), EvidenceFault.SEGMENT);
  }

  @Test
  void anotherInitSegmentIsRejected() throws IOException {
    byte[] clip = device.clip();
    System.arraycopy(SyntheticClip.init(60_000), 0, clip, 0, device.init.length);
    rejected(verdict(clip, device.manifest()), EvidenceFault.LAYOUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"format\":\"cetra-evidence/2\"}",
        "{\"format\":\"cetra-evidence/1\"}"
      })
  void aManifestThatIsNoneIsRejected(String manifest) throws IOException {
    rejected(
        verdict(
            device.clip(), manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8), device.key),
        EvidenceFault.MANIFEST);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 22, 38, 100, 250})
  void aFileThatIsNoPackageIsRejected(int octets) throws IOException {
    Path file = folder.resolve("none.zip");
    Files.write(file, new byte[octets]);
    rejected(device.verifier().verify(file), EvidenceFault.PACKAGE);
  }

  @Test
  void octetsBehindThePackageAreRejected() throws IOException {
    Path file = folder.resolve("clip.zip");
    device.pack(file, device.clip(), device.manifest());
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThat(device.verifier().verify(file)).isInstanceOf(EvidenceVerdict.Rejected.class);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThat(device.verifier().verify(file)).isInstanceOf(EvidenceVerdict.Rejected.class);
  }

  @Test
  void aFileThatIsNotThereIsAFaultAndNoVerdict() {
    assertThatThrownBy(() -> device.verifier().verify(folder.resolve("gone.zip")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aCertificateWithoutAKeyIsRejectedAndNoFault() throws Exception {
    X500Name name = new X500Name("CN=" + SyntheticClip.DEVICE);
    Date at = Date.from(SyntheticClip.ZERO);
    SubjectPublicKeyInfo nothing =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), new byte[0]);
    byte[] certificate =
        new X509v3CertificateBuilder(name, BigInteger.ONE, at, at, name, nothing)
            .build(new JcaContentSignerBuilder("Ed25519").build(device.key.getPrivate()))
            .getEncoded();
    Manifest forged =
        device.manifest(
            device.pieces(),
            List.of(),
            SyntheticClip.ZERO,
            List.of(Base64.getEncoder().encodeToString(certificate)));
    rejected(verdict(device.clip(), forged), EvidenceFault.CERTIFICATE);
  }
}
