package cetra.wire.order;

import static cetra.wire.order.Issuer.NOW;
import static cetra.wire.order.Issuer.order;
import static cetra.wire.order.Issuer.past;
import static org.assertj.core.api.Assertions.assertThat;

import cetra.wire.geo.Area;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Jws;
import cetra.wire.message.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderCheckTest {
  private static final Area CORNER = Area.circle(35.33, 139.12, 100);

  private final Issuer issuer = new Issuer();
  private final OrderCheck check = new OrderCheck(Issuer.root());

  private void accepts(VideoOrder order) {
    assertThat(check.check(issuer.signed(order), NOW)).isInstanceOf(OrderVerdict.Accepted.class);
  }

  private void refuses(Refusal why, VideoOrder order) {
    refuses(why, issuer.signed(order));
  }

  private void refuses(Refusal why, String signed) {
    assertThat(check.check(signed, NOW))
        .isInstanceOfSatisfying(
            OrderVerdict.Refused.class,
            refused -> {
              assertThat(refused.why()).isEqualTo(why);
              assertThat(refused.detail()).isNotBlank();
            });
  }

  @Test
  void acceptsAnOrderThatBreaksNoRule() {
    assertThat(check.check(issuer.signed(order()), NOW))
        .isEqualTo(new OrderVerdict.Accepted(order(), issuer.credential(), true));
  }

  @Test
  void refusesAnOrderThatIsDatedAhead() {
    VideoOrder order = order();
    Instant early = order.issued().minus(OrderCheck.CLOCK_TOLERANCE);
    Credential credential =
        issuer.credential("14382", List.of(Purpose.CRIME), early.minusSeconds(1), NOW);
    VideoOrder old =
        order(
            Purpose.CRIME,
            Urgency.URGENT,
            CORNER,
            early.plusSeconds(60),
            new TimeWindow(early.minusSeconds(60), early.minusSeconds(30)));
    String signed = issuer.signed(old, credential);
    assertThat(check.check(signed, early)).isInstanceOf(OrderVerdict.Accepted.class);
    assertThat(check.check(signed, early.minusMillis(1)))
        .isInstanceOfSatisfying(
            OrderVerdict.Refused.class,
            refused -> assertThat(refused.why()).isEqualTo(Refusal.IN_THE_FUTURE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "{}",
        "[]",
        "{\"credential\":\"a.b.c\"}",
        "{\"credential\":\"a.b.c\",\"order\":{\"payload\":\"e30\",\"signatures\":[]}}",
        "{\"credential\":\"a.b.c\",\"order\":{\"payload\":\"e30\",\"signatures\":[null]}}"
      })
  void whatCannotBeReadIsRefused(String text) {
    refuses(Refusal.UNREADABLE, text);
  }

  @Test
  void anEndlessOrderIsNotEvenRead() {
    refuses(Refusal.UNREADABLE, " ".repeat(SignedOrder.MOST_CHARACTERS) + "x");
  }

  @Test
  void aSignedPayloadThatIsNoOrderIsRefused() {
    ObjectNode json = Json.mapper().valueToTree(order());
    json.put("maxClips", 0);
    String credential = Issuer.vouched(issuer.credential());
    SignedOrder signed =
        new SignedOrder(
                credential,
                cetra.wire.key.JointJws.sign(
                    Json.bytes(json), "drafter", issuer.drafter.getPrivate()))
            .with("approver", issuer.approver.getPrivate());
    refuses(Refusal.UNREADABLE, signed.text());
  }

  /** Such a time would overflow the nanoseconds of whoever searches for it. */
  @Test
  void aWindowBeforeAnyCameraIsRefused() {
    ObjectNode json = Json.mapper().valueToTree(order());
    json.putArray("windows")
        .addObject()
        .put("from", "0202-05-01T10:00:00Z")
        .put("to", "0202-05-01T11:00:00Z");
    SignedOrder signed =
        new SignedOrder(
            Issuer.vouched(issuer.credential()),
            cetra.wire.key.JointJws.sign(Json.bytes(json), "drafter", issuer.drafter.getPrivate()));
    refuses(Refusal.UNREADABLE, signed.with("approver", issuer.approver.getPrivate()).text());
  }

  @Test
  void aCredentialOfAnotherRootIsRefused() {
    String foreign =
        Jws.sign(
            Json.bytes(issuer.credential()), "root", IdentityFolder.newEvidenceKey().getPrivate());
    SignedOrder signed =
        SignedOrder.sign(order(), foreign, "drafter", issuer.drafter.getPrivate())
            .with("approver", issuer.approver.getPrivate());
    refuses(Refusal.UNTRUSTED_CREDENTIAL, signed.text());
  }

  @Test
  void aCredentialIsValidFromItsFirstInstantToBeforeItsLast() {
    List<Purpose> all = List.of(Purpose.values());
    Credential begins = issuer.credential("14382", all, NOW, NOW.plusSeconds(1));
    Credential early = issuer.credential("14382", all, NOW.plusNanos(1), NOW.plusSeconds(1));
    Credential ended = issuer.credential("14382", all, NOW.minusSeconds(9), NOW);
    assertThat(check.check(issuer.signed(order(), begins), NOW))
        .isInstanceOf(OrderVerdict.Accepted.class);
    refuses(Refusal.CREDENTIAL_NOT_VALID, issuer.signed(order(), early));
    refuses(Refusal.CREDENTIAL_NOT_VALID, issuer.signed(order(), ended));
  }

  @Test
  void theCredentialOfAnotherIssuerIsRefused() {
    Credential neighbour =
        issuer.credential("14384", List.of(Purpose.values()), NOW, NOW.plusSeconds(1));
    refuses(Refusal.OTHER_ISSUER, issuer.signed(order(), neighbour));
  }

  @Test
  void oneAlteredOctetOfThePayloadIsRefused() {
    SignedOrder signed = issuer.byDrafter(order(), issuer.credential());
    String json = new String(signed.order().bytes(), StandardCharsets.UTF_8);
    String altered =
        Base64URL.encode(json.replace("R8-17", "R8-18").getBytes(StandardCharsets.UTF_8))
            .toString();
    assertThat(altered).isNotEqualTo(signed.order().payload());
    refuses(Refusal.BAD_SIGNATURE, signed.text().replace(signed.order().payload(), altered));
  }

  @Test
  void anUnknownKeyAndAKeyUnderAnothersNameAreRefused() {
    Credential credential = issuer.credential();
    refuses(
        Refusal.BAD_SIGNATURE,
        issuer.byDrafter(order(), credential).with("nobody", issuer.approver.getPrivate()).text());
    refuses(
        Refusal.BAD_SIGNATURE,
        issuer.byDrafter(order(), credential).with("approver", issuer.drafter.getPrivate()).text());
  }

  @Test
  void theDrafterAloneSufficesForLifeOnly() {
    VideoOrder life = order(Purpose.CRIME, Urgency.LIFE, CORNER, past(1));
    String alone = issuer.byDrafter(life, issuer.credential()).text();
    assertThat(check.check(alone, NOW)).isInstanceOf(OrderVerdict.Accepted.class);
    refuses(Refusal.SIGNATURES_MISSING, issuer.byDrafter(order(), issuer.credential()).text());
  }

  @Test
  void theApproverAloneNeverSuffices() {
    VideoOrder life = order(Purpose.CRIME, Urgency.LIFE, CORNER, past(1));
    String credential = Issuer.vouched(issuer.credential());
    SignedOrder alone =
        SignedOrder.sign(life, credential, "approver", issuer.approver.getPrivate());
    refuses(Refusal.SIGNATURES_MISSING, alone.text());
  }

  @Test
  void oneKeyTwiceIsOnePerson() {
    Credential own = issuer.credential();
    Credential twice =
        new Credential(
            own.issuer(),
            own.name(),
            own.jurisdiction(),
            own.purposes(),
            List.of(
                Issuer.signer("drafter", Role.DRAFTER, issuer.drafter),
                Issuer.signer("approver", Role.APPROVER, issuer.drafter)),
            own.from(),
            own.until());
    SignedOrder signed =
        issuer.byDrafter(order(), twice).with("approver", issuer.drafter.getPrivate());
    refuses(Refusal.SIGNATURES_MISSING, signed.text());
    SignedOrder again = issuer.byDrafter(order(), own).with("drafter", issuer.drafter.getPrivate());
    refuses(Refusal.SIGNATURES_MISSING, again.text());
  }

  @Test
  void anOrderLivesUntilBeforeItsDeadlineAndAtMostEightDays() {
    Instant longest = NOW.plus(OrderCheck.LONGEST_LIFE);
    accepts(order(Purpose.CRIME, Urgency.URGENT, CORNER, NOW.plusNanos(1), past(1)));
    refuses(Refusal.EXPIRED, order(Purpose.CRIME, Urgency.URGENT, CORNER, NOW, past(1)));
    accepts(order(Purpose.CRIME, Urgency.URGENT, CORNER, longest, past(1)));
    refuses(
        Refusal.LIVES_TOO_LONG,
        order(Purpose.CRIME, Urgency.URGENT, CORNER, longest.plusNanos(1), past(1)));
  }

  @Test
  void onlyAWatchLooksIntoTheFuture() {
    TimeWindow tolerated = until(NOW.plus(OrderCheck.CLOCK_TOLERANCE));
    TimeWindow ahead = until(NOW.plus(OrderCheck.CLOCK_TOLERANCE).plusNanos(1));
    accepts(order(Purpose.CRIME, Urgency.URGENT, CORNER, tolerated));
    refuses(Refusal.IN_THE_FUTURE, order(Purpose.CRIME, Urgency.URGENT, CORNER, ahead));
    accepts(order(Purpose.WATCH, Urgency.URGENT, CORNER, ahead));
  }

  @Test
  void aWatchDoesNotLookBehindItsOrder() {
    Instant issued = order(Purpose.WATCH, Urgency.URGENT, CORNER, past(1)).issued();
    Instant earliest = issued.minus(OrderCheck.CLOCK_TOLERANCE);
    Instant end = earliest.plus(Duration.ofHours(1));
    accepts(order(Purpose.WATCH, Urgency.URGENT, CORNER, new TimeWindow(earliest, end)));
    refuses(
        Refusal.WATCHES_THE_PAST,
        order(Purpose.WATCH, Urgency.URGENT, CORNER, new TimeWindow(earliest.minusNanos(1), end)));
  }

  private static TimeWindow until(Instant end) {
    return new TimeWindow(end.minus(Duration.ofMinutes(5)), end);
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void aPurposeMustBeGranted(Purpose purpose) {
    List<Purpose> others =
        java.util.Arrays.stream(Purpose.values()).filter(other -> other != purpose).toList();
    Credential without = issuer.credential("14382", others, NOW, NOW.plusSeconds(1));
    VideoOrder order = order(purpose, Urgency.URGENT, CORNER, past(1));
    refuses(Refusal.PURPOSE_NOT_GRANTED, issuer.signed(order, without));
    accepts(order);
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void theAreaIsCapped(Purpose purpose) {
    double cap = purpose == Purpose.DISASTER ? 25 : 1.29;
    double radius = Math.sqrt(cap * 1e6 / Math.PI);
    accepts(order(purpose, Urgency.URGENT, Area.circle(35.33, 139.12, radius * 0.999), past(1)));
    refuses(
        Refusal.AREA_TOO_LARGE,
        order(purpose, Urgency.URGENT, Area.circle(35.33, 139.12, radius * 1.001), past(1)));
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void theTimeIsCapped(Purpose purpose) {
    int hours =
        switch (purpose) {
          case DISASTER -> 3;
          case WATCH -> 7 * 24;
          case CRIME, TRAFFIC, MISSING_PERSON -> 12;
        };
    TimeWindow exact = past(hours);
    TimeWindow over = new TimeWindow(exact.from().minusNanos(1), exact.to());
    accepts(order(purpose, Urgency.URGENT, CORNER, exact));
    refuses(Refusal.TIME_TOO_LONG, order(purpose, Urgency.URGENT, CORNER, over));
  }

  @Test
  void windowsAddUp() {
    accepts(order(Purpose.TRAFFIC, Urgency.URGENT, CORNER, past(6), past(6)));
    refuses(
        Refusal.TIME_TOO_LONG, order(Purpose.TRAFFIC, Urgency.URGENT, CORNER, past(6), past(7)));
  }

  @Test
  void theAreaMustLieInTheJurisdiction() {
    Area inside = Area.circle(35.33, 139.2295, 10);
    Area halfOutside = Area.circle(35.33, 139.23, 100);
    Area outside = Area.circle(36, 140, 100);
    accepts(order(Purpose.CRIME, Urgency.URGENT, inside, past(1)));
    refuses(
        Refusal.OUTSIDE_JURISDICTION, order(Purpose.CRIME, Urgency.URGENT, halfOutside, past(1)));
    refuses(Refusal.OUTSIDE_JURISDICTION, order(Purpose.CRIME, Urgency.URGENT, outside, past(1)));
  }
}
