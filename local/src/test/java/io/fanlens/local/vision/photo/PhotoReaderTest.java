package io.fanlens.local.vision.photo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.OddPictures;
import io.fanlens.picture.TestPictures;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoReaderTest {

  @Test
  void shouldReadFormatAndUprightSizeFromTheHeader() throws Exception {
    byte[] png = TestPhotos.encoded(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png");

    assertEquals(
        new ReceivedHeader(ReceivedHeader.Format.PNG, 300, 200, 1, true), ReceivedHeader.read(png));
    assertEquals(
        new ReceivedHeader(ReceivedHeader.Format.JPEG, 512, 512, 6, true),
        ReceivedHeader.read(TestPhotos.turned(6)));
  }

  @Test
  void shouldRejectWhatIsNeitherJpegNorPng() {
    for (String text :
        new String[] {"", "GIF89a", "BM and more bytes of a bitmap, or of nothing at all"}) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      assertThrows(UnreadablePictureException.class, () -> ReceivedHeader.read(bytes), text);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.01, 0.2, 0.5, 0.9, 0.999})
  void shouldRejectTruncatedPictures(double share) {
    for (byte[] whole : new byte[][] {TestPhotos.astronaut(), TestPhotos.noFace(200, 200)}) {
      byte[] part = Arrays.copyOf(whole, (int) (whole.length * share));
      assertThrows(
          UnreadablePictureException.class, () -> PhotoReader.read(part), "of " + whole.length);
    }
  }

  /** As the converter, and browsers and Pillow. */
  @Test
  void shouldReadAJpegWithoutItsEndMarkerAndTheFirstOfTwoExifBlocks() throws Exception {
    byte[] whole = TestPhotos.astronaut();
    Photo photo = PhotoReader.read(OddPictures.withoutEndMarker(whole));
    assertEquals(PhotoReader.read(whole).width(), photo.width());
    byte[] two = TestPictures.withOrientation(TestPhotos.turned(6), 3, true);
    assertEquals(3, ReceivedHeader.read(two).orientation());
  }

  @Test
  void shouldEitherReadOrRejectDamagedPictures() {
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = (i % 2 == 0 ? TestPhotos.astronaut() : TestPhotos.noFace(200, 200)).clone();
      for (int hit = 0; hit < 20; hit++) {
        damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
      }
      try {
        assertTrue(PhotoReader.read(damaged).width() > 0);
      } catch (UnreadablePictureException refused) {
        assertTrue(refused.getMessage().startsWith("The "), refused.getMessage());
      }
    }
  }

  @Test
  void shouldSubsampleALargePicture() throws Exception {
    byte[] large =
        TestPhotos.encoded(new BufferedImage(5000, 4000, BufferedImage.TYPE_BYTE_GRAY), "png");

    Photo photo = PhotoReader.read(large);

    assertEquals(1667, photo.width());
    assertEquals(1334, photo.height());
  }

  @Test
  void shouldDrawTransparentPartsOnWhite() throws Exception {
    byte[] clear =
        TestPhotos.encoded(new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB), "png");
    float[] pixels = new float[4 * 4 * 3];

    PhotoReader.read(clear).sample(new Region(100, 100, 50, 0), 4, 0, 1, pixels);

    for (float value : pixels) {
      assertEquals(1, value, 0.001);
    }
  }

  @Test
  void shouldReadSixteenBitGrey() throws Exception {
    BufferedImage grey = new BufferedImage(200, 200, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 200 * 200; i++) {
      grey.getRaster().setSample(i % 200, i / 200, 0, 0xFFFF);
    }
    float[] pixels = new float[3];

    PhotoReader.read(TestPhotos.encoded(grey, "png"))
        .sample(new Region(100, 100, 50, 0), 1, 0, 1, pixels);

    assertEquals(1, pixels[1], 0.01);
  }
}
