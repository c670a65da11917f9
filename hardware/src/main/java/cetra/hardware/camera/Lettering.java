package cetra.hardware.camera;

/**
 * Burns text into pictures with a font of its own, 5 by 7 dots, since a board need not have fonts.
 *
 * <p>Knows digits, what stands in an ISO 8601 instant, and {@code KMH#/+}; all else is a blank.
 */
final class Lettering {
  private static final String KNOWN = "0123456789-+.:/#TZKMH";

  // Seven rows a letter from the top, five dots a row, the leftmost dot is 16.
  private static final int[][] DOTS = {
    {14, 17, 19, 21, 25, 17, 14},
    {4, 12, 4, 4, 4, 4, 14},
    {14, 17, 1, 2, 4, 8, 31},
    {31, 2, 4, 2, 1, 17, 14},
    {2, 6, 10, 18, 31, 2, 2},
    {31, 16, 30, 1, 1, 17, 14},
    {6, 8, 16, 30, 17, 17, 14},
    {31, 1, 2, 4, 8, 8, 8},
    {14, 17, 17, 14, 17, 17, 14},
    {14, 17, 17, 15, 1, 2, 12},
    {0, 0, 0, 31, 0, 0, 0},
    {0, 4, 4, 31, 4, 4, 0},
    {0, 0, 0, 0, 0, 12, 12},
    {0, 12, 12, 0, 12, 12, 0},
    {0, 1, 2, 4, 8, 16, 0},
    {10, 10, 31, 10, 31, 10, 10},
    {31, 4, 4, 4, 4, 4, 4},
    {31, 1, 2, 4, 8, 16, 31},
    {17, 18, 20, 24, 20, 18, 17},
    {17, 27, 21, 21, 17, 17, 17},
    {17, 17, 17, 31, 17, 17, 17},
  };

  /** Dots from one letter to the next, and from one line to the next. */
  static final int ADVANCE = 6;

  static final int LINE = 9;

  private final Picture picture;
  private final Picture.Colour colour;
  private final int scale;

  /**
   * @param scale pixels a dot
   */
  Lettering(Picture picture, Picture.Colour colour, int scale) {
    this.picture = picture;
    this.colour = colour;
    this.scale = scale;
  }

  /** Writes one line from its left upper corner. */
  void write(String text, int left, int top) {
    for (int i = 0; i < text.length(); i++) {
      int letter = KNOWN.indexOf(text.charAt(i));
      if (letter >= 0) {
        letter(DOTS[letter], left + i * ADVANCE * scale, top);
      }
    }
  }

  private void letter(int[] rows, int left, int top) {
    for (int row = 0; row < rows.length; row++) {
      for (int dot = 0; dot < 5; dot++) {
        if ((rows[row] & 16 >> dot) != 0) {
          int x = left + dot * scale;
          int y = top + row * scale;
          picture.box(x, y, x + scale, y + scale, colour);
        }
      }
    }
  }
}
