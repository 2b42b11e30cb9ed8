package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.Size;
import java.awt.geom.AffineTransform;

/**
 * How stored pixels are turned and mirrored to be seen upright: the EXIF orientation 1 (as stored)
 * to 8. A picture of 4,000 x 3,000 px with orientation 6 is seen as 3,000 x 4,000.
 */
public record Orientation(int tag) {

  public static final Orientation AS_STORED = new Orientation(1);

  private static final int FIRST_SIDEWAYS = 5;
  private static final int LAST = 8;

  public Orientation {
    if (tag < 1 || tag > LAST) {
      throw new IllegalArgumentException("orientation is " + tag + "; EXIF knows 1 to 8");
    }
  }

  /** What a file says; {@link #AS_STORED} where it says nothing, or is no picture. */
  public static Orientation of(byte[] picture) {
    try {
      return PictureHeader.read(picture).map(PictureHeader::orientation).orElse(AS_STORED);
    } catch (BadPictureException e) {
      return AS_STORED;
    }
  }

  /** Whether the stored width is seen as height. */
  public boolean isSideways() {
    return tag >= FIRST_SIDEWAYS;
  }

  /** The size as seen of a picture that is stored in this size, and the other way round. */
  public Size turned(Size size) {
    return isSideways() ? new Size(/* width= */ size.height(), /* height= */ size.width()) : size;
  }

  /** This turn and mirroring, and after it another one. */
  Orientation then(Orientation next) {
    AffineTransform both = next.toUpright(0, 0);
    both.concatenate(toUpright(0, 0));
    for (int tag = 1; tag <= LAST; tag++) {
      AffineTransform one = new Orientation(tag).toUpright(0, 0);
      if (one.getScaleX() == both.getScaleX()
          && one.getShearX() == both.getShearX()
          && one.getShearY() == both.getShearY()
          && one.getScaleY() == both.getScaleY()) {
        return new Orientation(tag);
      }
    }
    throw new IllegalStateException("the eight orientations are closed: " + both);
  }

  /** From stored pixels to upright ones, by the tag's definition in EXIF 2.3. */
  public AffineTransform toUpright(double storedWidth, double storedHeight) {
    return switch (tag) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, storedWidth, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, storedWidth, storedHeight);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, storedHeight);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, storedHeight, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, storedHeight, storedWidth);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, storedWidth);
      default -> new AffineTransform();
    };
  }
}
