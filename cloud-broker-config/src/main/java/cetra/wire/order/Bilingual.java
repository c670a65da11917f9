package cetra.wire.order;

/**
 * A text for people, in both languages of the owner page.
 *
 * @param ja Japanese, 1 to 500 characters
 * @param en English, 1 to 500 characters
 */
public record Bilingual(String ja, String en) {
  private static final int LONGEST = 500;

  /** Refuses blank and endless texts. */
  public Bilingual {
    ja = Limits.text("ja", ja, LONGEST);
    en = Limits.text("en", en, LONGEST);
  }
}
