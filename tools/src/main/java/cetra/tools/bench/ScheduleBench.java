package cetra.tools.bench;

import cetra.relay.schedule.DeviceLink;
import cetra.relay.schedule.UploadPlan;
import java.util.Arrays;
import java.util.Random;

/** A country's offers that wait, and how long a plan over all of them takes. */
final class ScheduleBench {
  /**
   * What was measured.
   *
   * @param planMedian milliseconds
   * @param planP99 milliseconds
   * @param eventP99 microseconds of an event, of the slowest thousandth of a batch
   * @param bytesPerOffer of the heap
   */
  record Result(
      int offers, double planMedian, double planP99, double eventP99, double bytesPerOffer) {}

  private static final int ELEMENTS = 12;
  private static final int OFFERS_OF_SCENE = 20;
  private static final int CELLS = 500;
  private static final int EVENTS = 20_000;

  private final Random random = new Random(20_261_125);
  private final UploadPlan plan = new UploadPlan();
  private final double[] cells = new double[CELLS];
  private final int[] candidates;
  private final int devices;

  ScheduleBench(int offers, int devices) {
    this.candidates = new int[offers];
    this.devices = devices;
    Arrays.fill(cells, 1.5e6);
  }

  Result run(int plans) {
    long before = used();
    fill();
    double bytes = (used() - before) / (double) candidates.length;
    double[] millis = new double[plans];
    for (int i = -plans / 4; i < plans; i++) { // the first are compiled meanwhile
      touch();
      long begin = System.nanoTime();
      plan.plan(i, 1e9, cells, candidates, candidates.length, (clip, rate) -> {});
      millis[Math.max(i, 0)] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(millis);
    return new Result(
        candidates.length, millis[plans / 2], millis[(int) (plans * 0.99)], eventP99(), bytes);
  }

  private void fill() {
    for (int device = 0; device < devices; device++) {
      link(device);
    }
    int scene = 0;
    for (int i = 0; i < candidates.length; i++) {
      if (i % OFFERS_OF_SCENE == 0) {
        scene = plan.scene(random.doubles(ELEMENTS).toArray());
      }
      candidates[i] = offer(i % devices, scene);
    }
  }

  private int offer(int device, int scene) {
    int element = random.nextInt(ELEMENTS - 1);
    return plan.clip(
        device,
        1 + random.nextInt(20),
        random.nextInt(8) == 0,
        random.nextDouble(1e5, 7e6),
        random.nextDouble(60, 3000),
        new int[] {scene + element, scene + element + 1},
        new float[] {random.nextFloat(0.4f, 1), random.nextFloat(0.4f, 1)});
  }

  private void link(int device) {
    plan.device(
        device,
        new DeviceLink(
            random.nextInt(CELLS),
            random.nextInt(5) == 0,
            random.nextInt(50) == 0,
            random.nextDouble(1e4, 1e6),
            random.nextDouble(1e4, 1e6),
            random.nextDouble(1e6, 5e8)),
        0);
  }

  /** What happens between two plans: samples of rates, and bytes that came. */
  private void touch() {
    for (int i = 0; i < 1000; i++) {
      event();
    }
  }

  private void event() {
    link(random.nextInt(devices));
    plan.remaining(candidates[random.nextInt(candidates.length)], random.nextDouble(1e5, 7e6));
  }

  private double eventP99() {
    double[] micros = new double[EVENTS];
    for (int i = 0; i < EVENTS; i++) {
      long begin = System.nanoTime();
      event();
      micros[i] = (System.nanoTime() - begin) / 1e3;
    }
    Arrays.sort(micros);
    return micros[(int) (EVENTS * 0.99)];
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
