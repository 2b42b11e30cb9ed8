package io.fanlens.picture;

import io.fanlens.settings.PictureLimits;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes a picture as JPEG within limits: first at full size, then with the side that the byte
 * ratio asks for. A JPEG of 9 MB that may have 5 MB is scaled by about 0.72 and written once more.
 */
final class JpegFitter {

  private static final float QUALITY = 0.9f;

  /** Aim below the limit, since bytes do not shrink exactly with the pixels. */
  private static final double SAFETY = 0.95;

  /** Each round scales by the measured ratio: two are the rule, the fourth has not been seen. */
  private static final int ROUNDS = 4;

  private JpegFitter() {}

  /** The JPEG and its size in px. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Fitted(byte[] bytes, int width, int height) {}

  static Fitted fit(BufferedImage picture, PictureLimits limits)
      throws IOException, BadPictureException {
    int longer = Math.max(picture.getWidth(), picture.getHeight());
    BufferedImage current =
        longer > limits.maxSide() ? scaled(picture, (double) limits.maxSide() / longer) : picture;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] jpeg = encode(current);
      if (jpeg.length <= limits.maxBytes()) {
        return new Fitted(jpeg, current.getWidth(), current.getHeight());
      }
      current = scaled(current, Math.sqrt(SAFETY * limits.maxBytes() / jpeg.length));
      if (Math.min(current.getWidth(), current.getHeight()) < limits.minSide()) {
        break;
      }
    }
    throw new BadPictureException(
        PictureProblem.TOO_LARGE,
        "The picture cannot be made to fit: Rekognition takes at most %d bytes."
            .formatted(limits.maxBytes()));
  }

  private static BufferedImage scaled(BufferedImage picture, double factor) {
    int width = Math.max(1, (int) (picture.getWidth() * factor));
    int height = Math.max(1, (int) (picture.getHeight() * factor));
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = scaled.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(picture, 0, 0, width, height, null);
    } finally {
      graphics.dispose();
    }
    return scaled;
  }

  private static byte[] encode(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(output);
      writer.write(null, new IIOImage(picture, List.of(), null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
