package cetra.relay.schedule;

import java.util.Arrays;

/** The devices and what is known of their links, column by column. */
final class DeviceTable {
  private static final int FIRST_ROOM = 256;

  /** After the ignition went off a car stays connected for so many seconds. */
  private static final double HOLD_UP = 45;

  private static final double WIFI_PRICE = 0.7;

  int[] cell = new int[FIRST_ROOM];
  boolean[] wifi = new boolean[FIRST_ROOM];

  /** Estimates in bytes a second; of the two the lower is believed, and the higher offered. */
  double[] fast = new double[FIRST_ROOM];

  double[] slow = new double[FIRST_ROOM];

  private double[] ownSecondsAByte = new double[FIRST_ROOM];

  /** What a byte costs the line, and what part of its data plan it is: of Wi-Fi less, and none. */
  double[] price = new double[FIRST_ROOM];

  double[] planAByte = new double[FIRST_ROOM];

  /** Bytes that its data plan still allows. */
  double[] planLeft = new double[FIRST_ROOM];

  double[] leavesAt = new double[FIRST_ROOM];

  /** Of this plan: by the lower estimate, of its cell too. */
  double[] secondsAByte = new double[FIRST_ROOM];

  /** Of this plan: bytes a second that were granted, and bytes that wait before the next clip. */
  double[] granted = new double[FIRST_ROOM];

  double[] queued = new double[FIRST_ROOM];
  private int size;

  void set(int device, DeviceLink link, double now) {
    if (device >= cell.length) {
      grow(Math.max(device + 1, 2 * cell.length));
    }
    size = Math.max(size, device + 1);
    cell[device] = link.cell();
    wifi[device] = link.wifi();
    fast[device] = link.fast();
    slow[device] = link.slow();
    ownSecondsAByte[device] = 1 / Math.max(Math.min(link.fast(), link.slow()), 1);
    price[device] = link.wifi() ? WIFI_PRICE : 1;
    planLeft[device] = link.planLeft();
    planAByte[device] = link.wifi() ? 0 : 1 / Math.max(link.planLeft(), 1);
    if (!link.leaving()) {
      leavesAt[device] = Double.POSITIVE_INFINITY;
    } else if (leavesAt[device] == 0 || leavesAt[device] == Double.POSITIVE_INFINITY) {
      leavesAt[device] = now + HOLD_UP;
    }
  }

  private void grow(int room) {
    cell = Arrays.copyOf(cell, room);
    wifi = Arrays.copyOf(wifi, room);
    fast = Arrays.copyOf(fast, room);
    slow = Arrays.copyOf(slow, room);
    ownSecondsAByte = Arrays.copyOf(ownSecondsAByte, room);
    secondsAByte = Arrays.copyOf(secondsAByte, room);
    price = Arrays.copyOf(price, room);
    planLeft = Arrays.copyOf(planLeft, room);
    planAByte = Arrays.copyOf(planAByte, room);
    leavesAt = Arrays.copyOf(leavesAt, room);
    granted = Arrays.copyOf(granted, room);
    queued = Arrays.copyOf(queued, room);
  }

  /**
   * Forgets what was granted.
   *
   * @param cells what each cell bears, bytes a second
   */
  void begin(double[] cells) {
    Arrays.fill(granted, 0);
    Arrays.fill(queued, 0);
    double[] ofCells = Arrays.stream(cells).map(rate -> 1 / Math.max(rate, 1)).toArray();
    for (int device = 0; device < size; device++) {
      double ofCell = wifi[device] ? 0 : ofCells[cell[device]];
      secondsAByte[device] = Math.max(ownSecondsAByte[device], ofCell);
    }
  }

  double fastest(int device) {
    return Math.max(fast[device], slow[device]);
  }
}
