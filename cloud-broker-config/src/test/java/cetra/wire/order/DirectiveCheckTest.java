package cetra.wire.order;

import static cetra.wire.order.Issuer.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DirectiveCheckTest {
  private final Issuer issuer = new Issuer();
  private final OrderCheck check = new OrderCheck(Issuer.root());
  private final SignedOrder order = issuer.byDrafter(Issuer.order(), issuer.credential());

  private String directed(Directive.Kind kind, String keyId, Issuer by) {
    return SignedDirective.sign(
            Directive.of(kind, order, "the child was found", NOW),
            Issuer.vouched(issuer.credential()),
            keyId,
            (keyId.equals("drafter") ? by.drafter : by.approver).getPrivate())
        .text();
  }

  private Object verdict(String text) {
    return switch (check.check(text, NOW)) {
      case OrderVerdict.Refused refused -> refused.why();
      case OrderVerdict.Directed directed -> directed.directive().kind();
      case OrderVerdict.Accepted accepted -> accepted;
      case OrderVerdict.Lapsed lapsed -> lapsed;
    };
  }

  @Test
  void anySignerMayRecall() {
    assertThat(verdict(directed(Directive.Kind.RECALL, "drafter", issuer)))
        .isEqualTo(Directive.Kind.RECALL);
    assertThat(verdict(directed(Directive.Kind.RECALL, "approver", issuer)))
        .isEqualTo(Directive.Kind.RECALL);
  }

  @Test
  void onlyAnApproverApproves() {
    assertThat(verdict(directed(Directive.Kind.APPROVE, "approver", issuer)))
        .isEqualTo(Directive.Kind.APPROVE);
    assertThat(verdict(directed(Directive.Kind.APPROVE, "drafter", issuer)))
        .isEqualTo(Refusal.SIGNATURES_MISSING);
  }

  @Test
  void aStrangersSignatureEndsNothing() {
    assertThat(verdict(directed(Directive.Kind.RECALL, "drafter", new Issuer())))
        .isEqualTo(Refusal.BAD_SIGNATURE);
  }

  @Test
  void itSpeaksOfOneWordingAlone() {
    Directive directive = Directive.of(Directive.Kind.RECALL, order, "mistaken", NOW);
    SignedOrder other = issuer.byDrafter(Issuer.order(), issuer.credential());
    assertThat(directive.isOf(other)).isTrue();
    SignedOrder worded =
        issuer.byDrafter(
            Issuer.order(Purpose.TRAFFIC, Urgency.URGENT, Issuer.TOWN, Issuer.past(1)),
            issuer.credential());
    assertThat(directive.isOf(worded)).isFalse();
  }
}
