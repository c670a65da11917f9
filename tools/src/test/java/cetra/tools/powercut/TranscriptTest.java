package cetra.tools.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.agent.record.SegmentName;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TranscriptTest {
  private static final long SECOND = 1_000_000_000L;
  private static final SegmentName NAME =
      new SegmentName(7, "5f0c0000-0000-0000-0000-000000000000");

  private final Transcript transcript = new Transcript();

  @Test
  void hearsWhatTheSubjectSays() {
    transcript.hear(Transcript.zero(-5));
    transcript.hear(new Transcript.Recorded(NAME, 2, 1500, 99).line());
    transcript.hear(new Transcript.Indexed(7, 100).line());
    assertThat(transcript.recorded()).containsExactly(new Transcript.Recorded(NAME, 2, 1500, 99));
    assertThat(transcript.indexed()).containsExactly(new Transcript.Indexed(7, 100));
    assertThat(transcript.cameraNanos(10)).isEqualTo(15);
  }

  @Test
  void refusesWhatTheSubjectDoesNotSay() {
    assertThatThrownBy(() -> transcript.hear("hello")).hasMessageContaining("hello");
  }

  @Test
  void isLiveOnceTheCardIsLessThanAFragmentBehindTheCamera() {
    transcript.hear(Transcript.zero(0));
    transcript.hear(new Transcript.Recorded(NAME, 0, SECOND, 8 * SECOND).line());
    assertThat(transcript.live()).isFalse();
    transcript.hear(new Transcript.Recorded(NAME, 1, 9 * SECOND, 9 * SECOND + 1).line());
    assertThat(transcript.live()).isTrue();
    assertThat(transcript.liveAt(9 * SECOND)).isFalse();
    assertThat(transcript.liveAt(10 * SECOND)).isTrue();
  }

  @Test
  void promisesWhatWasSaidUntilAnInstant() {
    transcript.hear(new Transcript.Recorded(NAME, 0, 500, 10).line());
    transcript.hear(new Transcript.Recorded(NAME, 1, 1000, 20).line());
    transcript.hear(new Transcript.Indexed(7, 30).line());
    Promises promises = new Promises();
    promises.add(transcript, 10);
    assertThat(promises.fragments()).isEqualTo(Map.of(NAME, 1));
    promises.add(transcript, 20);
    assertThat(promises.fragments()).isEqualTo(Map.of(NAME, 2));
    assertThat(promises.rows()).isEmpty();
    promises.add(transcript, 30);
    assertThat(promises.rows()).containsExactly(7L);
    promises.forget(NAME);
    assertThat(promises.fragments()).isEmpty();
    assertThat(promises.rows()).isEmpty();
  }
}
