package cetra.relay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UploadPlanTest {
  private static final double[] CELLS = {1e6, 1e6, 1e6};
  private static final double RELAY = 1e6;

  private final UploadPlan plan = new UploadPlan();

  private int clip(
      int device, double weight, double bytes, double end, int element, float quality) {
    return plan.clip(device, weight, false, bytes, end, new int[] {element}, new float[] {quality});
  }

  private void device(int device, boolean wifi, boolean leaving, double rate, double planLeft) {
    plan.device(
        device, new DeviceLink(device % CELLS.length, wifi, leaving, rate, rate, planLeft), 0);
  }

  private Map<Integer, Double> grants(double now, int... candidates) {
    return grants(plan, now, candidates);
  }

  private static Map<Integer, Double> grants(UploadPlan plan, double now, int... candidates) {
    Map<Integer, Double> grants = new HashMap<>();
    plan.plan(now, RELAY, CELLS, candidates, candidates.length, grants::put);
    return grants;
  }

  private List<Integer> order(int... candidates) {
    List<Integer> order = new ArrayList<>();
    plan.plan(0, RELAY, CELLS, candidates, candidates.length, (clip, rate) -> order.add(clip));
    return order;
  }

  @Test
  void theHeavierOrderGoesFirst() {
    int scene = plan.scene(new double[] {1, 1});
    device(0, true, false, 1e5, 1e9);
    device(1, true, false, 1e5, 1e9);
    int light = clip(0, 1, 1e5, 1000, scene, 1);
    int heavy = clip(1, 5, 1e5, 1000, scene + 1, 1);
    assertThat(order(light, heavy)).containsExactly(heavy, light);
  }

  @Test
  void whatWasSeenAsWellIsNotAskedForAgain() {
    int scene = plan.scene(new double[] {1});
    device(0, true, false, 1e5, 1e9);
    device(1, true, false, 1e5, 1e9);
    int first = clip(0, 1, 1e5, 1000, scene, 0.8f);
    int same = clip(1, 1, 1e5, 1000, scene, 0.81f);
    int better = clip(1, 1, 1e5, 1000, scene, 1);
    plan.delivered(first);
    assertThat(grants(0, same)).isEmpty();
    assertThat(grants(0, better)).containsOnlyKeys(better);
  }

  @Test
  void whatIsLikelyToComeMakesTheSameViewWorthLess() {
    int scene = plan.scene(new double[] {1, 1});
    IntStream.range(0, 3).forEach(device -> device(device, true, false, 1e5, 1e9));
    int one = clip(0, 10, 1e5, 1e4, scene, 1);
    int same = clip(1, 10, 1e5, 1e4, scene, 1);
    int other = clip(2, 5, 1e5, 1e4, scene + 1, 1);
    assertThat(order(one, same, other).subList(0, 2)).contains(other);
  }

  @Test
  void nothingIsAskedForAfterItsEnd() {
    int scene = plan.scene(new double[] {1});
    device(0, true, false, 1e5, 1e9);
    int clip = clip(0, 1, 1e5, 1000, scene, 1);
    assertThat(grants(999, clip)).containsOnlyKeys(clip);
    assertThat(grants(1000, clip)).isEmpty();
  }

  /** Less than a grant is worth otherwise, but all the rest of it was for nothing without. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 700, 1999})
  void aClipIsFinishedHoweverLittleItLacks(double left) {
    int scene = plan.scene(new double[] {1});
    device(0, false, false, 1e5, 1e9);
    int clip = clip(0, 1, 5e6, 1000, scene, 1);
    plan.remaining(clip, left);
    assertThat(grants(0, clip)).containsEntry(clip, left);
  }

  @Test
  void whatADataPlanCannotBearToTheEndIsNotBegun() {
    int scene = plan.scene(new double[] {1, 1, 1});
    device(0, false, false, 1e5, 3e6);
    int large = clip(0, 20, 4e6, 1000, scene, 1);
    int small = clip(0, 10, 2e6, 1000, scene + 1, 1);
    int another = clip(0, 5, 2e6, 1000, scene + 2, 1);
    assertThat(grants(0, large, small, another)).containsOnlyKeys(small);
    device(0, true, false, 1e5, 3e6);
    assertThat(grants(0, large)).as("on Wi-Fi").containsOnlyKeys(large);
  }

  @Test
  void aDataPlanOfWhichLittleIsLeftIsKeptForWhatIsWorthIt() {
    int scene = plan.scene(new double[] {0.1, 1});
    device(0, false, false, 1e5, 1e7);
    int little = clip(0, 1, 6e6, 1000, scene, 1);
    int more = clip(0, 1, 6e6, 1000, scene + 1, 1);
    assertThat(grants(0, little)).isEmpty();
    assertThat(grants(0, more)).containsOnlyKeys(more);
    device(0, false, false, 1e5, 1e9);
    assertThat(grants(0, little)).as("much is left").containsOnlyKeys(little);
    device(0, true, false, 1e5, 1e7);
    assertThat(grants(0, little)).as("on Wi-Fi").containsOnlyKeys(little);
  }

  @Test
  void aCarThatLeavesIsAskedBeforeOneThatStays() {
    int scene = plan.scene(new double[] {1, 1});
    device(0, false, false, 2e4, 1e9);
    device(1, false, true, 2e4, 1e9);
    int stays = clip(0, 1, 2e5, 1e4, scene, 1);
    int leaves = clip(1, 1, 2e5, 1e4, scene + 1, 1);
    assertThat(order(stays, leaves).getFirst()).isEqualTo(leaves);
    plan.device(1, new DeviceLink(1, false, true, 2e4, 2e4, 1e9), 46);
    assertThat(grants(46, stays, leaves)).as("it has gone").containsOnlyKeys(stays);
  }

  /** Whatever the state, a plan keeps within what is offered, its links and its data plans. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aPlanKeepsItsLimits(long seed) {
    Random random = new Random(seed);
    int devices = 60;
    double[] planLeft = new double[devices];
    double[] rates = new double[devices];
    int scene = plan.scene(random.doubles(200).toArray());
    for (int device = 0; device < devices; device++) {
      rates[device] = random.nextDouble(1e3, 5e5);
      planLeft[device] = random.nextInt(4) == 0 ? 0 : random.nextDouble(1e7);
      device(device, device % 5 == 0, random.nextInt(9) == 0, rates[device], planLeft[device]);
    }
    double[] ends = new double[400];
    double[] bytes = new double[400];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = random.nextDouble(-100, 2000);
      bytes[i] = random.nextDouble(1e4, 6e6);
      clip(i % devices, random.nextInt(1, 20), bytes[i], ends[i], scene + i % 200, 1);
    }
    int[] candidates = IntStream.range(0, ends.length).filter(i -> i % 3 > 0).toArray();
    Map<Integer, Double> grants = grants(0, candidates);
    assertThat(grants).isNotEmpty();
    double[] ofDevice = new double[devices];
    double[] waits = new double[devices];
    grants.forEach((clip, rate) -> ofDevice[clip % devices] += rate);
    grants.forEach(
        (clip, rate) -> {
          int device = clip % devices;
          assertThat(clip % 3).as("a candidate").isPositive();
          assertThat(ends[clip]).as("not over").isPositive();
          assertThat(rate).isBetween(2000.0, bytes[clip]);
          assertThat(ofDevice[device]).isLessThanOrEqualTo(rates[device] * 5 + 5000 + 1e-6);
          waits[device] += bytes[clip];
          if (device % 5 != 0) {
            assertThat(waits[device]).as("its plan bears it").isLessThanOrEqualTo(planLeft[device]);
          }
        });
    for (int device = 0; device < devices; device++) {
      boolean metered = device % 5 != 0;
      assertThat(metered ? waits[device] : 0)
          .as("of its plan")
          .isLessThanOrEqualTo(planLeft[device]);
    }
    assertThat(grants(0, candidates)).as("the same again").isEqualTo(grants);
  }

  /** A plan remembers what it may pass over, but never what it would have to see. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatWasPlannedBeforeChangesNothing(long seed) {
    Random random = new Random(seed);
    UploadPlan often = new UploadPlan();
    UploadPlan once = new UploadPlan();
    double[] elements = random.doubles(100).toArray();
    int scene = often.scene(elements);
    once.scene(elements);
    int[] clips = new int[800];
    for (int i = 0; i < clips.length; i++) {
      clips[i] = i;
      double weight = random.nextDouble(1, 20);
      double bytes = random.nextDouble(1e4, 1e7);
      double end = random.nextDouble(100, 1000);
      int[] seen = {scene + i % 100};
      float[] qualities = {random.nextFloat()};
      for (UploadPlan plan : List.of(often, once)) {
        plan.device(i % 50, new DeviceLink(i % 3, i % 4 == 0, false, 1e4, 1e4, 1e8), 0);
        plan.clip(i % 50, weight, i % 9 == 0, bytes, end, seen, qualities);
      }
    }
    for (int now = 0; now < 100; now++) {
      int clip = random.nextInt(clips.length);
      int device = random.nextInt(50);
      double value = random.nextDouble(1, 10);
      int what = random.nextInt(4);
      DeviceLink link = new DeviceLink(0, now % 2 == 0, now > 80, 2e4 * value, 1e5, 1e7 * value);
      for (UploadPlan plan : List.of(often, once)) {
        switch (what) {
          case 0 -> plan.weight(clip, value * 4);
          case 1 -> plan.remaining(clip, value * 1e5);
          case 2 -> plan.delivered(clip);
          default -> plan.device(device, link, now);
        }
      }
      grants(often, now, clips);
    }
    Map<Integer, Double> grants = grants(once, 100, clips);
    assertThat(grants).hasSizeGreaterThan(5);
    assertThat(grants(often, 100, clips)).isEqualTo(grants);
  }

  @Test
  void noOrderStarvesForAnother() {
    int scene = plan.scene(new double[] {1, 1});
    device(0, true, false, 2e5, 1e9);
    device(1, true, false, 2e5, 1e9);
    int light = clip(1, 1, 1e6, 1e5, scene + 1, 1);
    double left = 1e6;
    int rounds = 0;
    while (left > 0) {
      int heavy = clip(0, 20, 1e6, 1e5, scene, 1);
      plan.remaining(light, left);
      left -= grants(0, heavy, light).getOrDefault(light, 0.0);
      assertThat(rounds++).isLessThan(100);
    }
  }

  /** More weight never makes a clip go later. */
  @Test
  void moreWeightNeverMeansLater() {
    for (int seed = 0; seed < 50; seed++) {
      int before = place(seed, 3);
      assertThat(place(seed, 4)).as("seed %d", seed).isLessThanOrEqualTo(before);
    }
  }

  private static int place(int seed, double weight) {
    Random random = new Random(seed);
    UploadPlan plan = new UploadPlan();
    int scene = plan.scene(random.doubles(20).toArray());
    int[] candidates = new int[20];
    for (int i = 0; i < candidates.length; i++) {
      plan.device(i, new DeviceLink(0, true, false, 1e5, 1e5, 1e9), 0);
      candidates[i] =
          plan.clip(
              i,
              i == 7 ? weight : random.nextDouble(1, 6),
              false,
              random.nextDouble(1e5, 1e6),
              1e4,
              new int[] {scene + i},
              new float[] {1});
    }
    List<Integer> order = new ArrayList<>();
    plan.plan(0, 1e9, CELLS, candidates, candidates.length, (clip, rate) -> order.add(clip));
    return order.indexOf(7);
  }
}
