package cetra.relay.schedule;

import java.util.Arrays;

/** The devices and what is known of their links, column by column. */
final class DeviceTable {
  private static final int FIRST_ROOM = 256;

  /** After the ignition went off a car stays connected for so many seconds. */
  private static final double HOLD_UP = 45;

  int[] cell = new int[FIRST_ROOM];
  boolean[] wifi = new boolean[FIRST_ROOM];

  /** Estimates in bytes a second; of the two the lower is believed, and the higher offered. */
  double[] fast = new double[FIRST_ROOM];

  double[] slow = new double[FIRST_ROOM];

  /** By the lower estimate. */
  double[] secondsAByte = new double[FIRST_ROOM];

  /** Bytes that its data plan still allows, and what part of them one is. */
  double[] planLeft = new double[FIRST_ROOM];

  double[] planAByte = new double[FIRST_ROOM];

  double[] leavesAt = new double[FIRST_ROOM];

  /** Of this plan: bytes a second that were granted, and bytes that wait before the next clip. */
  double[] granted = new double[FIRST_ROOM];

  double[] queued = new double[FIRST_ROOM];

  void set(int device, DeviceLink link, double now) {
    if (device >= cell.length) {
      grow(Math.max(device + 1, 2 * cell.length));
    }
    cell[device] = link.cell();
    wifi[device] = link.wifi();
    fast[device] = link.fast();
    slow[device] = link.slow();
    secondsAByte[device] = 1 / Math.max(Math.min(link.fast(), link.slow()), 1);
    planLeft[device] = link.planLeft();
    planAByte[device] = 1 / Math.max(link.planLeft(), 1);
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
    secondsAByte = Arrays.copyOf(secondsAByte, room);
    planLeft = Arrays.copyOf(planLeft, room);
    planAByte = Arrays.copyOf(planAByte, room);
    leavesAt = Arrays.copyOf(leavesAt, room);
    granted = Arrays.copyOf(granted, room);
    queued = Arrays.copyOf(queued, room);
  }

  void begin() {
    Arrays.fill(granted, 0);
    Arrays.fill(queued, 0);
  }

  double fastest(int device) {
    return Math.max(fast[device], slow[device]);
  }
}
