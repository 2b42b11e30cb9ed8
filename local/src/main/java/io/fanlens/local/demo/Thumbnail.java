package io.fanlens.local.demo;

import io.fanlens.picture.header.Orientation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture for the report: upright, small, and always a JPEG, so that every browser shows it.
 *
 * @param width px
 * @param height px
 * @param dataUri the JPEG as a data URI
 */
record Thumbnail(int width, int height, String dataUri) {

  private static final float QUALITY = 0.82f;

  /** Larger pictures are not decoded for a thumbnail. */
  private static final long MAX_PIXELS = 400_000_000;

  /** Empty where the file is not a readable picture. */
  static Optional<Thumbnail> of(Path file, int longestSide) {
    try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      Orientation orientation = Orientation.of(Files.readAllBytes(file));
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, false);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAX_PIXELS) {
          return Optional.empty();
        }
        BufferedImage small = upright(read(reader, longestSide), orientation, longestSide);
        return Optional.of(new Thumbnail(small.getWidth(), small.getHeight(), dataUri(small)));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // The report shows a placeholder; the row says what is wrong.
    }
  }

  /** Subsamples while reading, to twice the requested size, so that large pictures fit. */
  private static BufferedImage read(ImageReader reader, int longestSide) throws IOException {
    int longest = Math.max(reader.getWidth(0), reader.getHeight(0));
    int every = Math.max(1, longest / (2 * longestSide));
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(every, every, 0, 0);
    return reader.read(0, param);
  }

  private static BufferedImage upright(
      BufferedImage stored, Orientation orientation, int longestSide) {
    double scale =
        Math.min(1, (double) longestSide / Math.max(stored.getWidth(), stored.getHeight()));
    double width = Math.max(1, Math.round(stored.getWidth() * scale));
    double height = Math.max(1, Math.round(stored.getHeight() * scale));
    boolean swap = orientation.isSideways();
    BufferedImage upright =
        new BufferedImage(
            (int) (swap ? height : width),
            (int) (swap ? width : height),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = upright.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setColor(Color.WHITE); // The background of transparent parts.
    graphics.fillRect(0, 0, upright.getWidth(), upright.getHeight());
    AffineTransform transform = orientation.toUpright(width, height);
    transform.scale(width / stored.getWidth(), height / stored.getHeight());
    graphics.drawImage(stored, transform, null);
    graphics.dispose();
    return upright;
  }

  private static String dataUri(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
