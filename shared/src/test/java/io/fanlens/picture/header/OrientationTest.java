package io.fanlens.picture.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.picture.TestPictures;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

  /** Where the stored picture's first pixel and its right neighbour are seen, by EXIF 2.3. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 40, 0", "2, 40, 0, 0, 0", "3, 40, 30, 0, 30", "4, 0, 30, 40, 30",
    "5, 0, 0, 0, 40", "6, 30, 0, 30, 40", "7, 30, 40, 30, 0", "8, 0, 40, 0, 0"
  })
  void shouldTurnByEachOrientation(int orientation, int x0, int y0, int x1, int y1) {
    AffineTransform transform = new Orientation(orientation).toUpright(40, 30);

    assertEquals(new Point2D.Double(x0, y0), transform.transform(new Point2D.Double(0, 0), null));
    assertEquals(new Point2D.Double(x1, y1), transform.transform(new Point2D.Double(40, 0), null));
  }

  @Test
  void shouldTakePicturesThatSayNothingAsStored() {
    byte[] jpeg = TestPictures.encode(TestPictures.quarters(100, 100), "jpeg");
    assertEquals(Orientation.AS_STORED, Orientation.of(jpeg));
    assertEquals(Orientation.AS_STORED, Orientation.of(new byte[0]));
    assertEquals(new Orientation(6), Orientation.of(TestPictures.withOrientation(jpeg, 6, true)));
    assertEquals(
        Orientation.AS_STORED, Orientation.of(TestPictures.withOrientation(jpeg, 9, false)));
  }

  @Test
  void shouldKnowEightOnly() {
    assertThrows(IllegalArgumentException.class, () -> new Orientation(0));
    assertThrows(IllegalArgumentException.class, () -> new Orientation(9));
  }
}
