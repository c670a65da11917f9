package cetra.tools.report;

import io.nayuki.qrcodegen.QrCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A QR code (ISO/IEC 18004) with error correction level M, as PNG. */
final class QrImage {
  private static final int BORDER = 4;
  private static final int SCALE = 8;
  private static final int WHITE = 0xffffff;

  private QrImage() {}

  static byte[] png(String text) throws IOException {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    int pixels = (code.size + 2 * BORDER) * SCALE;
    BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < pixels; y++) {
      for (int x = 0; x < pixels; x++) {
        boolean black = code.getModule(x / SCALE - BORDER, y / SCALE - BORDER);
        image.setRGB(x, y, black ? 0 : WHITE);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
