package cetra.hardware.gnss;

import org.jspecify.annotations.Nullable;

/** What a sentence says against its own position: status, quality and mode of NMEA 0183. */
final class NmeaDoubt {
  private NmeaDoubt() {}

  /** Why the position of the sentence's epoch must not be used; null where it says nothing. */
  static @Nullable Refusal of(NmeaSentence sentence) {
    return switch (sentence.type()) {
      case "RMC" -> status(sentence.field(1), sentence.field(11));
      case "GLL" -> status(sentence.field(5), sentence.field(6));
      case "GGA" -> quality(sentence.field(5));
      case "GNS" -> modes(sentence.field(5));
      case "VTG" -> mode(sentence.field(8));
      default -> null;
    };
  }

  private static @Nullable Refusal status(String status, String mode) {
    Refusal doubt = mode(mode);
    return doubt == null && !status.equals("A") ? Refusal.VOID : doubt;
  }

  /** Older receivers send no mode at all. */
  private static @Nullable Refusal mode(String letter) {
    return switch (letter) {
      case "", "A", "D", "P", "R", "F" -> null;
      case "E" -> Refusal.ESTIMATED;
      case "M" -> Refusal.MANUAL;
      case "S" -> Refusal.SIMULATED;
      default -> Refusal.VOID;
    };
  }

  private static @Nullable Refusal quality(String digit) {
    return switch (digit) {
      case "1", "2", "3", "4", "5", "9" -> null;
      case "6" -> Refusal.ESTIMATED;
      case "7" -> Refusal.MANUAL;
      case "8" -> Refusal.SIMULATED;
      default -> Refusal.VOID;
    };
  }

  /** One letter a constellation: those that have no part in the fix say N. */
  private static @Nullable Refusal modes(String letters) {
    String taking = letters.replace("N", "");
    Refusal doubt = taking.isEmpty() ? Refusal.VOID : null;
    for (int i = 0; i < taking.length() && doubt == null; i++) {
      doubt = mode(taking.substring(i, i + 1));
    }
    return doubt;
  }
}
