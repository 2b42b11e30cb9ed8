package io.fanlens.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.analysis.operation.BadReferenceException;
import io.fanlens.analysis.operation.Reference;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.settings.Operation;
import io.fanlens.settings.PictureLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ReferencePicturesTest {

  private static final PictureLimits LIMITS = Operation.COMPARE_FACES.limits();
  private static final byte[] JPEG = TestPictures.encode(TestPictures.quarters(100, 100), "jpeg");

  private final List<String> calls = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private String eTag = "e1";
  private byte[] stored = JPEG;
  private final ReferencePictures pictures =
      new ReferencePictures(this::fetch, new PicturePreparer(1_000_000), () -> now);

  private synchronized Optional<ReferenceSource.Stored> fetch(
      String known, String bucket, String key) throws BadReferenceException {
    calls.add(known);
    if (stored.length == 0) {
      throw new BadReferenceException("no " + key);
    }
    return known.equals(eTag)
        ? Optional.empty()
        : Optional.of(new ReferenceSource.Stored(eTag, stored));
  }

  @Test
  void shouldFetchOnceForConcurrentCalls() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Reference>> ten = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        ten.add(this::get);
      }
      for (var reference : threads.invokeAll(ten)) {
        assertSame(JPEG, reference.get().bytes());
      }
    }
    assertEquals(List.of(""), calls);
  }

  @Test
  void shouldCheckOnceAMinuteWhetherItWasReplaced() throws Exception {
    get();
    now = now.plusSeconds(59);
    get();
    assertEquals(List.of(""), calls);
    now = now.plusSeconds(1);
    assertSame(JPEG, get().bytes());
    eTag = "e2";
    assertEquals("e1", get().eTag());
    now = now.plusSeconds(60);
    assertEquals("e2", get().eTag());
    assertEquals(List.of("", "e1", "e1"), calls);
  }

  @Test
  void shouldPrepareAPictureThatCannotBeSentAsItIs() throws Exception {
    stored = TestPictures.encode(TestPictures.quarters(100, 100), "bmp");
    assertEquals("JPEG", PictureHeader.read(get().bytes()).orElseThrow().format().name());
  }

  @Test
  void shouldReportWhatIsWrongWithAReference() {
    stored = "no picture".getBytes(StandardCharsets.US_ASCII);
    String message = assertThrows(BadReferenceException.class, this::get).getMessage();
    assertTrue(message.contains("'faces/me.jpg' cannot be used"), message);
    assertTrue(message.contains("change sourceKey"), message);
  }

  @Test
  void shouldFindAReferenceThatComesLater() throws Exception {
    stored = new byte[0];
    assertThrows(BadReferenceException.class, this::get);
    stored = JPEG;
    assertEquals("e1", get().eTag());
  }

  private Reference get() throws BadReferenceException, InterruptedException {
    return pictures.get("photos", "faces/me.jpg", LIMITS);
  }
}
