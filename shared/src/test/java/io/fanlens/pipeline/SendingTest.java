package io.fanlens.pipeline;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.OddPictures;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.SentPicture;
import io.fanlens.picture.StoredPicture;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.result.PictureVersion;
import io.fanlens.settings.Operation;
import io.fanlens.settings.PictureLimits;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendingTest {

  private static final Target HOME = Target.home("us-east-1");
  private static final Target OREGON = Target.home("us-west-2");
  private static final Target OTHER_ACCOUNT = new Target("second", "us-east-1");
  private static final PictureLimits FACES = Operation.DETECT_FACES.limits();
  private static final PictureLimits EQUIPMENT = Operation.DETECT_PROTECTIVE_EQUIPMENT.limits();
  private static final int MB = 1_000_000;

  private List<TargetSettings> targets =
      List.of(
          new TargetSettings("us-east-1", 100, 100),
          new TargetSettings("us-west-2", 100, 100),
          new TargetSettings("us-east-1", 100, 100, "second"));
  private FakePictures pictures;
  private Upload upload;

  @Test
  void shouldSendAnObjectAtHomeWithoutFetchingMoreThanItsHead() throws Exception {
    Sending sending = sending(jpeg(400, 300, MB), FACES);
    assertFalse(sending.needsConversion(HOME));
    assertEquals(
        new StoredPicture("bucket", "key", PictureFormat.JPEG, MB, 400, 300),
        sending.forTarget(HOME));
    assertEquals(1, pictures.heads);
    assertEquals(0, pictures.wholes);
  }

  @Test
  void shouldSendBytesToOtherRegionsAndAccountsAndFetchThemOnce() throws Exception {
    byte[] jpeg = jpeg(400, 300, MB);
    Sending sending = sending(jpeg, FACES);
    assertFalse(sending.needsConversion(OREGON));
    assertEquals(
        MB, assertInstanceOf(PreparedPicture.class, sending.forTarget(OREGON)).byteCount());
    assertInstanceOf(PreparedPicture.class, sending.forTarget(OTHER_ACCOUNT));
    assertInstanceOf(PreparedPicture.class, sending.forTarget(HOME), "they are here now");
    assertEquals(1, pictures.wholes);
  }

  @Test
  void shouldSendBytesEverywhereWhenTheHeadIsTheWholeFile() throws Exception {
    Sending sending = sending(jpeg(400, 300, 0), FACES);
    assertInstanceOf(PreparedPicture.class, sending.forTarget(HOME));
    assertEquals(0, pictures.wholes);
  }

  @Test
  void shouldSendALargeJpegAsItIsAtHomeAndConvertedElsewhere() throws Exception {
    Sending sending = sending(jpeg(400, 300, 6 * MB), FACES);
    assertFalse(sending.needsConversion(HOME));
    assertEquals(
        6 * MB, assertInstanceOf(StoredPicture.class, sending.forTarget(HOME)).byteCount());
    assertEquals(0, pictures.wholes);
    assertTrue(sending.needsConversion(OREGON));
    PreparedPicture converted = assertInstanceOf(PreparedPicture.class, sending.forTarget(OREGON));
    assertEquals(Optional.of(PictureFormat.JPEG), converted.convertedFrom());
    assertFalse(sending.needsConversion(OREGON), "it is ready now");
    assertInstanceOf(StoredPicture.class, sending.forTarget(HOME), "the better one");
    assertEquals(1, pictures.wholes);
  }

  @Test
  void shouldConvertBeforeATargetIsChosenWhenAllTargetsNeedIt() throws Exception {
    Sending overTheObjectLimit = sending(jpeg(400, 300, 16 * MB), FACES);
    assertEquals(1, pictures.wholes);
    assertFalse(overTheObjectLimit.needsConversion(HOME));
    assertInstanceOf(PreparedPicture.class, overTheObjectLimit.forTarget(HOME));
    Sending ofAnotherFormat =
        sending(TestPictures.encode(TestPictures.quarters(400, 300), "bmp"), FACES);
    assertEquals(1, pictures.wholes);
    assertInstanceOf(PreparedPicture.class, ofAnotherFormat.forTarget(HOME));
  }

  @Test
  void shouldPrepareBeforeATargetIsChosenWhenHomeIsNotATarget() throws Exception {
    targets = targets.subList(1, 3);
    assertFalse(sending(jpeg(400, 300, 6 * MB), FACES).needsConversion(OREGON));
    assertEquals(1, pictures.wholes);
    targets =
        List.of(new TargetSettings("us-east-1", 100, 0), new TargetSettings("us-west-2", 100, 1));
    assertFalse(sending(jpeg(400, 300, 6 * MB), FACES).needsConversion(OREGON));
  }

  @Test
  void shouldKeepToTheLimitsOfProtectiveEquipment() throws Exception {
    byte[] sides4096 = jpeg(4_096, 100, 5 * MB);
    assertInstanceOf(StoredPicture.class, sending(sides4096, EQUIPMENT).forTarget(HOME));
    assertTrue(sending(sides4096, EQUIPMENT).needsConversion(OREGON), "over 4,194,304 bytes");
    assertFalse(sending(jpeg(4_096, 100, 4 * MB), EQUIPMENT).needsConversion(OREGON));
    SentPicture shorter = sending(jpeg(4_097, 100, MB), EQUIPMENT).forTarget(HOME);
    assertEquals(4_096, assertInstanceOf(PreparedPicture.class, shorter).width());
    assertInstanceOf(StoredPicture.class, sending(jpeg(4_097, 100, MB), FACES).forTarget(HOME));
    assertInstanceOf(PreparedPicture.class, sending(jpeg(64, 64, 0), EQUIPMENT).forTarget(HOME));
  }

  @Test
  void shouldSendBytesForAllOperationsOnceTheObjectWasRefused() throws Exception {
    Sending sending = sending(jpeg(400, 300, MB), FACES);
    assertInstanceOf(StoredPicture.class, sending.forTarget(HOME));
    sending.objectRefused("no permissions");
    assertInstanceOf(PreparedPicture.class, sending.forTarget(HOME));
    Sending labels = Sending.of(upload, Operation.DETECT_LABELS.limits(), HOME, targets);
    assertInstanceOf(PreparedPicture.class, labels.forTarget(HOME));
  }

  @Test
  void shouldConfirmOnlyAnswersAboutObjects() throws Exception {
    Sending sending = sending(jpeg(400, 300, MB), FACES);
    sending.confirm(sending.forTarget(HOME));
    assertEquals(1, pictures.reads);
    pictures.current = false;
    SentPicture object = sending.forTarget(HOME);
    assertThrows(PictureGoneException.class, () -> sending.confirm(object));
    SentPicture bytes = sending.forTarget(OREGON);
    assertDoesNotThrow(() -> sending.confirm(bytes));
    assertEquals(2, pictures.reads);
  }

  private Sending sending(byte[] file, PictureLimits limits) throws Exception {
    pictures = new FakePictures(file);
    upload =
        new Upload(
            pictures,
            new PictureVersion("bucket", "key", "01", "e", Optional.empty(), 1, Instant.EPOCH),
            new PicturePreparer(1_000_000),
            HeldBytes.DEFAULTS,
            PictureEvents.NONE,
            Times.plenty());
    return Sending.of(upload, limits, HOME, targets);
  }

  /** Bytes after a JPEG's end are ignored. */
  private static byte[] jpeg(int width, int height, int bytes) {
    byte[] jpeg = TestPictures.encode(TestPictures.quarters(width, height), "jpeg");
    return bytes > jpeg.length ? OddPictures.withComments(jpeg, bytes) : jpeg;
  }
}
