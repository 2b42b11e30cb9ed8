package io.fanlens.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailTest {

  @TempDir private Path folder;

  @Test
  void shouldTurnAPictureAsItsExifSays() throws IOException {
    Path turned = folder.resolve("turned.jpg");
    try (var sample = ThumbnailTest.class.getResourceAsStream("/samples/turned.jpg")) {
      Files.copy(sample, turned);
    }

    Thumbnail thumbnail = Thumbnail.of(turned, 1_000).orElseThrow();

    assertEquals(300, thumbnail.width());
    assertEquals(400, thumbnail.height());
    // The orange suit is at the bottom, the grey wall at the top.
    BufferedImage shown = decoded(thumbnail);
    assertTrue(isOrange(new Color(shown.getRGB(60, 350))));
    assertTrue(!isOrange(new Color(shown.getRGB(60, 20))));
  }

  @Test
  void shouldShrinkAndConvertToJpeg() throws IOException {
    Path bmp = folder.resolve("face.bmp");
    try (var sample = ThumbnailTest.class.getResourceAsStream("/samples/face.bmp")) {
      Files.copy(sample, bmp);
    }

    Thumbnail thumbnail = Thumbnail.of(bmp, 50).orElseThrow();

    assertEquals(50, thumbnail.width());
    assertEquals(50, thumbnail.height());
    assertTrue(thumbnail.dataUri().startsWith("data:image/jpeg;base64,"));
  }

  @Test
  void shouldHaveNoneOfABrokenFile() throws IOException {
    Path broken = folder.resolve("broken.jpg");
    try (var sample = ThumbnailTest.class.getResourceAsStream("/samples/broken.jpg")) {
      Files.copy(sample, broken);
    }

    assertTrue(Thumbnail.of(broken, 50).isEmpty());
    assertTrue(Thumbnail.of(Files.createFile(folder.resolve("empty")), 50).isEmpty());
  }

  /** Where the stored picture's first pixel and its right neighbour are seen, by EXIF 2.3. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 40, 0", "2, 40, 0, 0, 0", "3, 40, 30, 0, 30", "4, 0, 30, 40, 30",
    "5, 0, 0, 0, 40", "6, 30, 0, 30, 40", "7, 30, 40, 30, 0", "8, 0, 40, 0, 0"
  })
  void shouldTurnByEachOrientation(int orientation, int x0, int y0, int x1, int y1) {
    AffineTransform transform = ExifOrientation.upright(orientation, 40, 30);

    assertEquals(new Point2D.Double(x0, y0), transform.transform(new Point2D.Double(0, 0), null));
    assertEquals(new Point2D.Double(x1, y1), transform.transform(new Point2D.Double(40, 0), null));
  }

  private static BufferedImage decoded(Thumbnail thumbnail) throws IOException {
    String base64 = thumbnail.dataUri().substring(thumbnail.dataUri().indexOf(',') + 1);
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }

  private static boolean isOrange(Color color) {
    return color.getRed() > 150 && color.getBlue() < 90;
  }
}
