package io.fanlens.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.fanlens.picture.PicturePreparer;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.TestPictures;
import io.fanlens.result.PictureVersion;
import io.fanlens.settings.Operation;
import io.fanlens.settings.PictureLimits;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UploadTest {

  private static final PictureLimits FACES = Operation.DETECT_FACES.limits();
  private static final PictureLimits LABELS = Operation.DETECT_LABELS.limits();
  private static final PictureLimits NARROW = new PictureLimits(FACES.maxBytes(), 80, 200);

  private final AtomicInteger fetches = new AtomicInteger();
  private final PicturePreparer preparer = new PicturePreparer(1_000_000);
  private final byte[] bmp = TestPictures.encode(TestPictures.quarters(400, 300), "bmp");
  private final Upload upload =
      new Upload(
          version -> {
            fetches.incrementAndGet();
            return bmp;
          },
          new PictureVersion("bucket", "a.bmp", "01", "e", Optional.empty(), 1, Instant.EPOCH));

  @Test
  void shouldFetchAndConvertOnceForOperationsThatTakeTheSame() throws Exception {
    PreparedPicture faces = upload.prepared(preparer, FACES);
    assertSame(faces, upload.prepared(preparer, LABELS));
    assertEquals(1, fetches.get());
  }

  @Test
  void shouldPrepareAnewForANarrowerOperation() throws Exception {
    assertEquals(400, upload.prepared(preparer, FACES).width());
    assertEquals(200, upload.prepared(preparer, NARROW).width());
    assertEquals(1, fetches.get());
  }

  @Test
  void shouldNotGiveAWiderOperationWhatWasMadeSmaller() throws Exception {
    PreparedPicture narrow = upload.prepared(preparer, NARROW);
    PreparedPicture faces = upload.prepared(preparer, FACES);
    assertNotSame(narrow, faces);
    assertEquals(400, faces.width());
  }
}
