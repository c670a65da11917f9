package cetra.relay.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cetra.relay.TestClock;
import cetra.relay.TestStores;
import cetra.relay.TestTown;
import cetra.relay.schedule.OfferState;
import cetra.wire.custody.CustodyRow;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.hash.Hash;
import cetra.wire.key.Authority;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Pem;
import cetra.wire.key.RevocationList;
import cetra.wire.key.Trust;
import cetra.wire.message.Offer;
import cetra.wire.order.VideoOrder;
import cetra.wire.timestamp.TimeStamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against openssl as the authority, and as the second who checks. */
@SuppressWarnings("NullAway.Init")
final class TimeStampsIT {
  private static final Path SECOND = Path.of("../tools/verify-independent/verify.py");

  @TempDir private Path folder;
  private TestTown town;
  private TestClock clock;
  private TestStores stores;
  private IdentityFolder device;
  private TrialTimeAuthority authority;
  private TimeStamps stamps;
  private String clip;
  private Path file;

  @BeforeEach
  void deliver() throws Exception {
    town = new TestTown(folder);
    clock = new TestClock(town.now);
    stores = new TestStores(folder, town, clock);
    authority = new TrialTimeAuthority(folder.resolve("tsa"));
    stamps = stamps(authority.certificate());
    VideoOrder order = town.order(1);
    stores.orderDesk.submit(town.signed(order), TestTown.ISSUER);
    Offer offer = town.offer(order);
    stores.offer(TestTown.deviceName(1), offer);
    clip = offer.offerId();
    device = town.device(1);
    file = town.clip(device, offer).write(stores.vault.delivered(clip));
  }

  private TimeStamps stamps(Path trusted) throws Exception {
    return new TimeStamps(
        stores.database,
        stores.vault,
        stores.custody,
        new TimeStamps.Authority(authority.url(), Pem.certificates(trusted)),
        clock);
  }

  @AfterEach
  void end() {
    authority.close();
    stores.close();
  }

  private byte[] response() {
    return TimeStamps.of(stores.database, clip).orElseThrow();
  }

  @Test
  void aVerifiedPackageIsStampedOnceAndBothVerifiersSaySo() throws Exception {
    assertThat(stamps.step()).as("it is not verified yet").isFalse();
    stores.offers.move(clip, OfferState.DELIVERED);
    Instant before = Instant.now().minusSeconds(2);
    assertThat(stamps.step()).isTrue();
    assertThat(stamps.step()).isFalse();
    TimeStamp.Stamp stamp =
        TimeStamp.verify(response(), Hash.ofFile(file), Pem.certificates(authority.certificate()));
    assertThat(stamp.authority()).isEqualTo("trial TSA");
    assertThat(stamp.at()).isBetween(before, Instant.now());
    assertThat(stores.custody.of(clip))
        .extracting(CustodyRow::act, CustodyRow::who)
        .containsExactly(tuple("stamped", "trial TSA"));
    assertThat(second(response())).isEqualTo("stamped: " + stamp.at());
  }

  @Test
  void aStampOverSomethingElseOrBySomebodyElseIsNone() throws Exception {
    stores.offers.move(clip, OfferState.VERIFIED);
    stamps.step();
    Hash hash = Hash.ofFile(file);
    List<X509Certificate> trusted = Pem.certificates(authority.certificate());
    assertThatThrownBy(() -> TimeStamp.verify(response(), Hash.over(new byte[1]), trusted))
        .hasMessageContaining("over something else");
    assertThatThrownBy(
            () -> TimeStamp.verify(response(), hash, List.of(town.relay().trusted().getFirst())))
        .isInstanceOf(IllegalArgumentException.class);
    String text = new String(response(), StandardCharsets.ISO_8859_1);
    int imprint = text.indexOf(new String(hash.bytes(), StandardCharsets.ISO_8859_1));
    // certificates that lie beside a stamp are not signed by it, all the rest is
    for (int at : new int[] {0, imprint, imprint + 60, response().length - 1}) {
      byte[] changed = response();
      changed[at] ^= 1;
      assertThatThrownBy(() -> TimeStamp.verify(changed, hash, trusted))
          .as("octet %d", at)
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(second(changed)).as("octet %d", at).startsWith("rejected: timestamp");
    }
    assertThatThrownBy(() -> TimeStamp.verify(new byte[1 << 20], hash, trusted))
        .hasMessageContaining("at most");
  }

  @Test
  void anAuthorityThatFailsIsAskedAgainLater() throws Exception {
    stores.offers.move(clip, OfferState.DELIVERED);
    authority.ill(true);
    assertThat(stamps.step()).isFalse();
    authority.ill(false);
    assertThat(stamps.step()).as("at once").isFalse();
    clock.pass(Duration.ofMinutes(1));
    assertThat(stamps.step()).isTrue();
  }

  @Test
  void anAuthorityThatNobodyVouchesForIsNotBelieved() throws Exception {
    stores.offers.move(clip, OfferState.DELIVERED);
    assertThat(stamps(town.relay().folder().resolve("ca.crt")).step()).isFalse();
    assertThat(TimeStamps.of(stores.database, clip)).isEmpty();
  }

  @Test
  void aKeyThatWasTakenBackIsGoodForWhatIsStampedBefore() throws Exception {
    stores.offers.move(clip, OfferState.DELIVERED);
    stamps.step();
    Instant stamped =
        TimeStamp.verify(response(), Hash.ofFile(file), Pem.certificates(authority.certificate()))
            .at();
    assertThat(verdicts(stamped.plusSeconds(1), true)).containsExactly("authentic", "authentic");
    for (List<String> verdicts :
        List.of(
            verdicts(stamped, true),
            verdicts(stamped.minusSeconds(3600), true),
            verdicts(stamped.plusSeconds(1), false))) {
      assertThat(verdicts).allMatch(said -> said.startsWith("rejected: certificate: "));
    }
  }

  /** Of both verifiers, when the device's evidence key was taken back at an instant. */
  private List<String> verdicts(Instant takenBack, boolean withStamp) throws Exception {
    Path trust = town.relay().folder().resolve("ca.crt");
    Path list = folder.resolve("list/ca.crl");
    Files.deleteIfExists(list);
    town.authority().revoke(list, device.evidenceCertificates(), takenBack);
    Optional<Instant> stamped =
        withStamp
            ? Optional.of(
                TimeStamp.verify(
                        response(), Hash.ofFile(file), Pem.certificates(authority.certificate()))
                    .at())
            : Optional.empty();
    EvidenceVerdict ours =
        new PackageVerifier(Trust.read(trust), new RevocationList(list, trust))
            .verify(file, stamped);
    List<String> more = new ArrayList<>(List.of("--crl", list.toString()));
    if (withStamp) {
      more.addAll(stampOptions(response()));
    }
    return List.of(ours.text(), second(more).getFirst());
  }

  @Test
  void aListThatNobodySignedMakesNobodyBelieved() throws Exception {
    Path list = folder.resolve("foreign/ca.crl");
    Authority.create("test authority", town.now).revoke(list, List.of(), town.now);
    Path trust = town.relay().folder().resolve("ca.crt");
    PackageVerifier ours = new PackageVerifier(Trust.read(trust), new RevocationList(list, trust));
    assertThatThrownBy(() -> ours.verify(file)).hasMessageContaining("is not signed by");
    assertThat(second(List.of("--crl", list.toString())).getFirst())
        .startsWith("rejected: certificate: the list");
  }

  private String second(byte[] response) throws Exception {
    return second(stampOptions(response)).getLast();
  }

  private List<String> stampOptions(byte[] response) throws IOException {
    Path stamp = Files.write(folder.resolve("clip.tsr"), response);
    return List.of("--timestamp", stamp.toString(), "--tsa", authority.certificate().toString());
  }

  /** The second verifier's verdicts, without whom they are about. */
  private List<String> second(List<String> options) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3", SECOND.toString()));
    command.addAll(options);
    command.addAll(
        List.of(
            "--trust", town.relay().folder().resolve("ca.crt").toString(), "--", file.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.strip().lines().map(line -> line.substring(line.indexOf(": ") + 2)).toList();
  }
}
