package io.fanlens.local.vision.photo;

import io.fanlens.picture.header.Orientation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes a JPEG or PNG into an upright {@link Photo}: rotated by its EXIF orientation, on a white
 * background, and subsampled if large. A picture of 8,000 x 6,000 px is read as 1,600 x 1,200.
 */
public final class PhotoReader {

  /**
   * Faces of 2% of a picture are found at this size; a decoded picture has less than twice as many
   * pixels on a side.
   */
  private static final int WORKING_SIDE = 1600;

  /** As libjpeg says it of pixels that end too early. */
  private static final String MISSING = "premature end";

  private PhotoReader() {}

  public static Photo read(byte[] bytes) throws UnreadablePictureException {
    return read(bytes, ReceivedHeader.read(bytes));
  }

  public static Photo read(byte[] bytes, ReceivedHeader header) throws UnreadablePictureException {
    int step = Math.max(1, header.largerSide() / WORKING_SIDE);
    BufferedImage stored =
        decode(header.ended() ? bytes : withEndMarker(bytes), header.format(), step);
    return upright(stored, new Orientation(header.orientation()));
  }

  private static byte[] withEndMarker(byte[] jpeg) {
    byte[] ended = Arrays.copyOf(jpeg, jpeg.length + 2);
    ended[jpeg.length] = (byte) 0xFF;
    ended[jpeg.length + 1] = (byte) 0xD9;
    return ended;
  }

  /** A JPEG is cut where its decoder warns of missing pixels, with an end marker or without one. */
  private static BufferedImage decode(byte[] bytes, ReceivedHeader.Format format, int step)
      throws UnreadablePictureException {
    AtomicBoolean cut = new AtomicBoolean();
    ImageReader reader =
        ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT)).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.addIIOReadWarningListener(
          (source, text) -> cut.compareAndSet(false, text.contains(MISSING)));
      reader.setInput(in, true, true);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(step, step, 0, 0);
      BufferedImage image = reader.read(0, param);
      if (cut.get()) {
        throw new UnreadablePictureException("The " + format + " is cut.");
      }
      return image;
    } catch (IOException | RuntimeException e) {
      // The readers throw all sorts of exceptions on broken files.
      throw new UnreadablePictureException(
          "The " + format + " cannot be decoded: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private static Photo upright(BufferedImage image, Orientation orientation) {
    boolean sideways = orientation.isSideways();
    int width = sideways ? image.getHeight() : image.getWidth();
    int height = sideways ? image.getWidth() : image.getHeight();
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = canvas.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.drawImage(image, orientation.toUpright(image.getWidth(), image.getHeight()), null);
    g.dispose();
    return new Photo(((DataBufferInt) canvas.getRaster().getDataBuffer()).getData(), width, height);
  }
}
