package cetra.hardware.gnss;

/** Why a line, or all that was said of one epoch, did not become a fix. */
public enum Refusal {
  /** Bytes or words between sentences. */
  OTHER("something else than a sentence: binary or text"),
  /** The next sentence, or the end, came before a sentence was over. */
  TORN("torn sentence"),
  /** More than any receiver writes. */
  OVER_LONG("over-long line"),
  /** Nothing protects the line. */
  NO_CHECKSUM("no checksum"),
  /** The line is not as it was sent. */
  BAD_CHECKSUM("wrong checksum"),
  /** The line is not JSON. */
  NO_JSON("no JSON object"),
  /** The receiver says that it has no fix. */
  VOID("void: the receiver says that it has no fix"),
  /** Dead reckoning. */
  ESTIMATED("estimated by dead reckoning"),
  /** A position that somebody set. */
  MANUAL("position typed in or surveyed"),
  /** A position that nobody measured. */
  SIMULATED("simulated"),
  /** No time of day. */
  NO_TIME("no time"),
  /** No latitude and longitude, or none on the Earth. */
  NO_POSITION("no position on the Earth"),
  /** A time of day, and no date by then. */
  NO_DATE("no date"),
  /** Two sentences of an epoch give two dates. */
  TWO_DATES("two dates in one epoch"),
  /** Not believed. */
  DATE_BEFORE("date too early"),
  /** Not believed. */
  DATE_AFTER("date too late"),
  /** Its epoch has been handed out. */
  REPEATED("the time of the fix before"),
  /** Another receiver than the one listened to. */
  OTHER_DEVICE("of another receiver");

  private final String text;

  Refusal(String text) {
    this.text = text;
  }

  /** The reason in words. */
  public String text() {
    return text;
  }
}
