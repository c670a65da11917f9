package cetra.tools.demo;

import org.jspecify.annotations.Nullable;

/**
 * What a demo came to.
 *
 * @param cars how many took part
 * @param matched cars that saw the scene
 * @param offered clips offered to the relay
 * @param granted clips the relay asked for
 * @param delivered clips the municipality has
 * @param verified clips that are what they claim
 * @param falseOffers offers of cars that were not there or whose owner gives nothing
 * @param firstClipMs from the order's submission to the first verified clip; absent if none
 * @param bytes of all delivered packages
 */
record DemoResult(
    int cars,
    long matched,
    long offered,
    long granted,
    long delivered,
    long verified,
    long falseOffers,
    @Nullable Long firstClipMs,
    long bytes) {
  boolean good() {
    return verified >= 1 && falseOffers == 0 && delivered == verified;
  }
}
