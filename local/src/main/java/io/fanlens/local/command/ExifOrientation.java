package io.fanlens.local.command;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;

/** How a stored JPEG is turned and mirrored to be seen upright: EXIF orientation 1 to 8. */
final class ExifOrientation {

  static final int UPRIGHT = 1;

  /** TIFF tag 274. */
  private static final int ORIENTATION = 0x0112;

  private static final int LAST = 8;
  private static final int FIRST_SIDEWAYS = 5;

  private ExifOrientation() {}

  /** The orientation that the file names; upright where it names none that can be read. */
  static int of(ImageInputStream picture) {
    try {
      for (JPEGSegment segment : exifSegments(picture)) {
        try (InputStream data = segment.data()) {
          data.skipNBytes(1); // The name's padding.
          try (ImageInputStream exif = ImageIO.createImageInputStream(data)) {
            CompoundDirectory directory = (CompoundDirectory) new TIFFReader().read(exif);
            Entry entry = directory.getDirectory(0).getEntryById(ORIENTATION);
            if (entry != null
                && entry.getValue() instanceof Number number
                && number.intValue() >= UPRIGHT
                && number.intValue() <= LAST) {
              return number.intValue();
            }
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      return UPRIGHT; // A file without readable EXIF is shown as it is stored.
    }
    return UPRIGHT;
  }

  /** Leaves the stream where it was. */
  private static List<JPEGSegment> exifSegments(ImageInputStream picture) throws IOException {
    picture.mark();
    try {
      return JPEGSegmentUtil.readSegments(picture, JPEG.APP1, "Exif");
    } finally {
      picture.reset();
    }
  }

  static boolean swapsSides(int orientation) {
    return orientation >= FIRST_SIDEWAYS;
  }

  /** From stored pixels to upright ones; sizes are the stored ones. */
  static AffineTransform upright(int orientation, double width, double height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
