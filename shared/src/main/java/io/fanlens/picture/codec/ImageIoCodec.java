package io.fanlens.picture.codec;

import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.Size;
import io.fanlens.picture.header.PictureHeader;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Reads through ImageIO and its plugins: slower than libvips, and needs no native library. */
public final class ImageIoCodec implements PictureCodec {

  @Override
  public Set<PictureFormat> formats() {
    return Set.of(
        PictureFormat.JPEG,
        PictureFormat.PNG,
        PictureFormat.GIF,
        PictureFormat.BMP,
        PictureFormat.TIFF,
        PictureFormat.WEBP);
  }

  /** Up to 16-bit RGBA as read and 8-bit RGB as turned: 550 MB for 50 Mpx. */
  @Override
  public int largestAtOnce() {
    return 1;
  }

  @Override
  public PixelSource open(byte[] picture, PictureHeader header) throws IOException {
    try (RasterReader reader = RasterReader.open(picture, header)) {
      return new Decoded(reader.upright());
    }
  }

  /** A picture in memory. */
  private record Decoded(BufferedImage picture) implements PixelSource {

    @Override
    public Size upright() {
      return new Size(picture.getWidth(), picture.getHeight());
    }

    @Override
    public byte[] jpeg(Size size, int quality) throws IOException {
      ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
      try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality / 100f);
        writer.setOutput(output);
        writer.write(null, new IIOImage(scaled(size), List.of(), null), param);
      } finally {
        writer.dispose();
      }
      return bytes.toByteArray();
    }

    /** Halves until the last step is less than a half, so that no pixel is left out. */
    private BufferedImage scaled(Size size) {
      BufferedImage current = picture;
      while (current.getWidth() / 2 > size.width() && current.getHeight() / 2 > size.height()) {
        current = scaled(current, current.getWidth() / 2, current.getHeight() / 2);
      }
      return size.equals(new Size(current.getWidth(), current.getHeight()))
          ? current
          : scaled(current, size.width(), size.height());
    }

    private static BufferedImage scaled(BufferedImage from, int width, int height) {
      BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D graphics = scaled.createGraphics();
      try {
        graphics.setRenderingHint(
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(from, 0, 0, width, height, null);
      } finally {
        graphics.dispose();
      }
      return scaled;
    }

    @Override
    public void close() {
      // nothing but memory
    }
  }
}
