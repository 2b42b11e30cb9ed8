package io.fanlens.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailTest {

  @TempDir private Path folder;

  @Test
  void shouldRotateAPictureByItsExifOrientation() throws IOException {
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
  void shouldBeEmptyForABrokenFile() throws IOException {
    Path broken = folder.resolve("broken.jpg");
    try (var sample = ThumbnailTest.class.getResourceAsStream("/samples/broken.jpg")) {
      Files.copy(sample, broken);
    }

    assertTrue(Thumbnail.of(broken, 50).isEmpty());
    assertTrue(Thumbnail.of(Files.createFile(folder.resolve("empty")), 50).isEmpty());
  }

  private static BufferedImage decoded(Thumbnail thumbnail) throws IOException {
    String base64 = thumbnail.dataUri().substring(thumbnail.dataUri().indexOf(',') + 1);
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }

  private static boolean isOrange(Color color) {
    return color.getRed() > 150 && color.getBlue() < 90;
  }
}
