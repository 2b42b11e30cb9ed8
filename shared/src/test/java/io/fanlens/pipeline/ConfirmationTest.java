package io.fanlens.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.result.PictureVersion;
import io.fanlens.settings.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfirmationTest {

  private static final PictureVersion VERSION =
      new PictureVersion("bucket", "a.jpg", "01", "e", Optional.empty(), 1, Instant.EPOCH);

  private final FakePictures pictures = new FakePictures(new byte[0]);

  @Test
  void shouldAskOnceWhereTheBucketAnswers() throws InterruptedException {
    assertTrue(new Confirmation(pictures, Times.plenty()).isCurrent(VERSION));
    pictures.current = false;
    assertFalse(new Confirmation(pictures, Times.plenty()).isCurrent(VERSION));
    assertEquals(2, pictures.reads);
    assertEquals(Timings.DEFAULTS.confirm(), pictures.timeouts.getFirst());
  }

  @Test
  void shouldAskAgainWithMoreTimeWhileThereIsAny() throws InterruptedException {
    pictures.checksToFail = 7;
    TimeLeft time = Times.left(Duration.ofSeconds(60));
    assertTrue(new Confirmation(pictures, time).isCurrent(VERSION));
    assertEquals(8, pictures.reads);
    assertEquals(Duration.ofMillis(12_600), Duration.between(Times.NOW, time.now()));
    assertEquals(
        List.of(4, 8, 16, 32),
        pictures.timeouts.subList(0, 4).stream().map(each -> (int) each.toSeconds()).toList());
  }

  @Test
  void shouldGrantALastRequestNoMoreTimeThanIsLeftBeforeTheRow() throws InterruptedException {
    pictures.checksToFail = 2;
    assertTrue(new Confirmation(pictures, Times.left(Duration.ofSeconds(7))).isCurrent(VERSION));
    assertEquals(
        List.of(4_000L, 1_800L, 1_400L),
        pictures.timeouts.stream().map(Duration::toMillis).toList());
  }

  @Test
  void shouldFailWhenNoTimeIsLeft() {
    pictures.checksToFail = Integer.MAX_VALUE;
    TimeLeft time = Times.left(Duration.ofSeconds(30));
    assertThrows(
        BucketFailedException.class, () -> new Confirmation(pictures, time).isCurrent(VERSION));
    assertTrue(pictures.reads >= 10, "until 5 s before the end, for the row");
    assertFalse(time.now().isAfter(time.deadline().minus(Timings.DEFAULTS.store())));
  }
}
