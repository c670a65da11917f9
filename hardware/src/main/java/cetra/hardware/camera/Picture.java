package cetra.hardware.camera;

import java.util.Arrays;

/**
 * A picture in planar YUV 4:2:0, video range, painted on directly: what an encoder takes, without a
 * conversion. What is painted outside is cut off. Used by one thread.
 */
final class Picture {
  private final int width;
  private final int height;
  private final byte[][] planes;

  /**
   * @param width even
   * @param height even
   */
  Picture(int width, int height) {
    this.width = width;
    this.height = height;
    this.planes =
        new byte[][] {
          new byte[width * height], new byte[width * height / 4], new byte[width * height / 4]
        };
  }

  /** A colour in BT.601, video range. */
  record Colour(byte y, byte u, byte v) {
    /**
     * @param rgb as in 0xRRGGBB
     */
    static Colour of(int rgb) {
      double r = (rgb >> 16 & 255) / 255.0;
      double g = (rgb >> 8 & 255) / 255.0;
      double b = (rgb & 255) / 255.0;
      return new Colour(
          (byte) Math.round(16 + 65.481 * r + 128.553 * g + 24.966 * b),
          (byte) Math.round(128 - 37.797 * r - 74.203 * g + 112 * b),
          (byte) Math.round(128 + 112 * r - 93.786 * g - 18.214 * b));
    }
  }

  int width(int plane) {
    return plane == 0 ? width : width / 2;
  }

  int height(int plane) {
    return plane == 0 ? height : height / 2;
  }

  /** 0 luma, 1 and 2 chroma, row by row without padding. */
  byte[] plane(int plane) {
    return planes[plane];
  }

  /** Becomes a copy of another picture of the same size. */
  void copy(Picture other) {
    for (int plane = 0; plane < 3; plane++) {
      System.arraycopy(other.planes[plane], 0, planes[plane], 0, planes[plane].length);
    }
  }

  /** Paints one row from left (in) to right (out). */
  void row(int y, double left, double right, Colour colour) {
    int from = Math.clamp(Math.round(left), 0, width);
    int to = Math.clamp(Math.round(right), 0, width);
    if (y < 0 || y >= height || from >= to) {
      return;
    }
    Arrays.fill(planes[0], y * width + from, y * width + to, colour.y);
    if (y % 2 == 0) {
      int start = y / 2 * (width / 2);
      Arrays.fill(planes[1], start + from / 2, start + (to + 1) / 2, colour.u);
      Arrays.fill(planes[2], start + from / 2, start + (to + 1) / 2, colour.v);
    }
  }

  /** Paints a rectangle from left, top (in) to right, bottom (out). */
  void box(double left, double top, double right, double bottom, Colour colour) {
    int last = Math.clamp(Math.round(bottom), 0, height);
    for (int y = Math.clamp(Math.round(top), 0, height); y < last; y++) {
      row(y, left, right, colour);
    }
  }
}
