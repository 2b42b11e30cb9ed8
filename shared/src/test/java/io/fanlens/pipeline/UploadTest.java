package io.fanlens.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.Sendable;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.result.PictureVersion;
import io.fanlens.settings.Operation;
import io.fanlens.settings.PictureLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UploadTest {

  private static final PictureLimits FACES = Operation.DETECT_FACES.limits();
  private static final PictureLimits LABELS = Operation.DETECT_LABELS.limits();
  private static final PictureLimits NARROW = new PictureLimits(FACES.maxBytes(), 80, 200);

  private final PicturePreparer preparer = new PicturePreparer(1_000_000);
  private final HeldBytes heldBytes = new HeldBytes(7_000_000, 7_000_000);
  private final FakePictures bmp =
      new FakePictures(TestPictures.encode(TestPictures.quarters(400, 300), "bmp"));

  @Test
  void shouldFetchAndConvertOnceForOperationsWithTheSameLimits() throws Exception {
    Upload upload = upload(bmp);
    PreparedPicture faces = upload.prepared(FACES);
    assertSame(faces, upload.prepared(LABELS));
    assertEquals(1, bmp.heads);
    assertEquals(1, bmp.wholes);
  }

  @Test
  void shouldPrepareAgainForANarrowerOperation() throws Exception {
    Upload upload = upload(bmp);
    assertEquals(400, upload.prepared(FACES).width());
    assertEquals(200, upload.prepared(NARROW).width());
    assertEquals(2, bmp.wholes, "a converted picture's file is not held");
  }

  @Test
  void shouldNotReuseAScaledPictureForAWiderOperation() throws Exception {
    Upload upload = upload(bmp);
    PreparedPicture narrow = upload.prepared(NARROW);
    PreparedPicture faces = upload.prepared(FACES);
    assertNotSame(narrow, faces);
    assertEquals(400, faces.width());
  }

  @Test
  void shouldNotFetchTheHeadAgain() throws Exception {
    FakePictures small =
        new FakePictures(TestPictures.encode(TestPictures.quarters(100, 100), "png"));
    upload(small).prepared(FACES);
    assertEquals(1, small.heads);
    assertEquals(0, small.wholes);
  }

  @Test
  void shouldReadTheWholeFileWhenTheHeadLacksTheHeader() throws Exception {
    byte[] jpeg = TestPictures.encode(TestPictures.quarters(400, 300), "jpeg");
    byte[] notes = new byte[70_000];
    notes[0] = (byte) 0xFF;
    notes[1] = (byte) 0xD8;
    Arrays.fill(notes, 2, notes.length, (byte) 0xFF); // fill bytes before the first segment
    byte[] late = Arrays.copyOf(notes, notes.length + jpeg.length - 3);
    System.arraycopy(jpeg, 3, late, notes.length, jpeg.length - 3);
    FakePictures pictures = new FakePictures(late);
    assertEquals(Sendable.AS_IT_IS, upload(pictures).sendable(FACES));
    assertEquals(1, pictures.wholes);
  }

  @Test
  void shouldRejectByTheHeadWhatCanNeverBeSent() {
    assertRefused(PictureProblem.NOT_A_PICTURE, "text".getBytes(StandardCharsets.UTF_8), 1 << 30);
    assertRefused(PictureProblem.NOT_A_PICTURE, new byte[0], 0);
    assertRefused(
        PictureProblem.TOO_SMALL,
        TestPictures.encode(TestPictures.quarters(79, 100), "jpeg"),
        9_000_000);
    assertRefused(
        PictureProblem.TOO_MANY_PIXELS,
        TestPictures.encode(TestPictures.quarters(1_001, 1_000), "bmp"),
        9_000_000);
    assertRefused(
        PictureProblem.TOO_MANY_PIXELS,
        TestPictures.encode(TestPictures.quarters(1_001, 1_000), "jpeg"),
        9_000_000);
    assertRefused(
        PictureProblem.TOO_LARGE,
        TestPictures.encode(TestPictures.quarters(200, 200), "jpeg"),
        2_000_000_000);
  }

  @Test
  void shouldReleaseItsBytesForOthers() throws Exception {
    byte[] jpeg =
        Arrays.copyOf(TestPictures.encode(TestPictures.quarters(200, 200), "jpeg"), 5_000_000);
    for (int i = 0; i < 5; i++) {
      try (Upload upload = upload(new FakePictures(jpeg))) {
        upload.prepared(FACES);
      }
    }
    heldBytes.take(7_000_000, Duration.ZERO).close();
  }

  private void assertRefused(PictureProblem problem, byte[] start, long size) {
    FakePictures pictures = new FakePictures(start);
    pictures.saidSize = size;
    BadPictureException refused =
        assertThrows(
            BadPictureException.class,
            () -> {
              Upload upload = upload(pictures);
              upload.sendable(FACES);
              upload.prepared(FACES);
            });
    assertEquals(problem, refused.problem(), refused.getMessage());
    assertEquals(0, pictures.wholes);
  }

  private Upload upload(Pictures pictures) {
    PictureVersion version =
        new PictureVersion("bucket", "a.bmp", "01", "e", Optional.empty(), 1, Instant.EPOCH);
    return new Upload(pictures, version, preparer, heldBytes, PictureEvents.NONE, Times.plenty());
  }
}
