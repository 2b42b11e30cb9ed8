package io.fanlens.picture.codec;

import io.fanlens.picture.Size;
import io.fanlens.picture.header.Orientation;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.picture.header.TiffPage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads the pixels of one picture through ImageIO and its plugins. */
final class RasterReader implements AutoCloseable {

  static {
    ImageIO.setUseCache(false); // a function has little disk and no reason to use it
    ImageIO.scanForPlugins();
  }

  private final PictureHeader header;
  private final ImageInputStream input;
  private final ImageReader reader;

  private RasterReader(PictureHeader header, ImageInputStream input, ImageReader reader) {
    this.header = header;
    this.input = input;
    this.reader = reader;
  }

  static RasterReader open(byte[] picture, PictureHeader header) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(header.format().name());
    if (!readers.hasNext()) {
      throw new IOException("there is no reader for " + header.format());
    }
    ImageReader reader = readers.next();
    byte[] file =
        switch (header.format()) {
          case BMP -> Bmp.usual(picture);
          case TIFF -> TiffPage.shownIn(picture).asFirst(picture);
          default -> picture;
        };
    ImageInputStream input = new EndingInput(file);
    reader.setInput(input, true, true);
    return new RasterReader(header, input, reader);
  }

  /** The picture as 8-bit RGB on white, turned as its orientation tag says. */
  BufferedImage upright() throws IOException {
    BufferedImage stored;
    try {
      Size size = new Size(reader.getWidth(0), reader.getHeight(0));
      if (size.pixels() > header.size().pixels()) {
        throw new IOException("its header says %s, its pixels %s".formatted(header.size(), size));
      }
      stored = reader.read(0);
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
    Orientation orientation = header.orientation();
    int width = orientation.isSideways() ? stored.getHeight() : stored.getWidth();
    int height = orientation.isSideways() ? stored.getWidth() : stored.getHeight();
    if (orientation.equals(Orientation.AS_STORED)
        && stored.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      return stored;
    }
    BufferedImage upright = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = upright.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.drawImage(
          stored, orientation.toUpright(stored.getWidth(), stored.getHeight()), null);
    } finally {
      graphics.dispose();
    }
    return upright;
  }

  /** Readers answer broken files with all sorts of unchecked exceptions. */
  private static IOException unreadable(RuntimeException e) {
    return new IOException(
        e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    input.close();
  }
}
