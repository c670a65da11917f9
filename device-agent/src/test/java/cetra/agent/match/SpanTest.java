package cetra.agent.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpanTest {
  private static BitSet bits(List<Span> spans) {
    BitSet bits = new BitSet();
    spans.forEach(span -> bits.set((int) span.from(), (int) Math.max(span.from(), span.to())));
    return bits;
  }

  @Test
  void setsOfSpansBehaveLikeSetsOfInstants() {
    Random random = new Random(10);
    for (int i = 0; i < 2000; i++) {
      List<Span> spans = new ArrayList<>();
      for (int n = random.nextInt(6); n > 0; n--) {
        int from = random.nextInt(90);
        spans.add(new Span(from, from + random.nextInt(1, 10)));
      }
      assertThat(bits(Span.merged(spans, 0))).isEqualTo(bits(spans));
      Span whole = new Span(20, 70);
      BitSet left = bits(List.of(whole));
      left.andNot(bits(spans));
      assertThat(bits(whole.without(spans))).isEqualTo(left);
      assertThat(whole.without(spans)).allMatch(span -> span.length() > 0);
    }
  }

  @Test
  void neighboursAreJoined() {
    assertThat(Span.merged(List.of(new Span(10, 20), new Span(0, 5), new Span(25, 30)), 5))
        .containsExactly(new Span(0, 30));
    assertThat(Span.merged(List.of(new Span(10, 20), new Span(0, 4)), 5))
        .containsExactly(new Span(0, 4), new Span(10, 20));
  }

  @Test
  void partsAreEqualAndComplete() {
    assertThat(new Span(0, 10).split(4))
        .containsExactly(new Span(0, 3), new Span(3, 6), new Span(6, 10));
    assertThat(new Span(0, 4).split(4)).containsExactly(new Span(0, 4));
  }
}
