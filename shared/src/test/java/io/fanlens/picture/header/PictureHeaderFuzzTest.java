package io.fanlens.picture.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.HandMade;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.fuzz.CpuTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, the header reader answers with a header, a refusal or "more, please". */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // only against an endless loop
class PictureHeaderFuzzTest {

  private static final int MUTATIONS_A_SEED = 20_000;

  private static List<byte[]> corpus() {
    List<byte[]> corpus = new ArrayList<>();
    for (String format : List.of("jpeg", "png", "gif", "bmp", "tiff")) {
      corpus.add(TestPictures.encode(TestPictures.quarters(90, 80), format));
    }
    corpus.add(TestPictures.withOrientation(corpus.getFirst(), 6, true));
    corpus.add(HandMade.png(50_000, 50_000));
    corpus.add(HandMade.webpLossy(640, 480));
    corpus.add(HandMade.webpLossless(640, 480));
    corpus.add(HandMade.webpExtended(640, 480));
    corpus.add(HandMade.iso("avif", 640, 480));
    corpus.add(HandMade.iso("heic", 640, 480));
    corpus.add(HandMade.tiff(true, 256, 640, 257, 480, 274, 8));
    corpus.add(HandMade.tiff(false, 256, 640, 257, 480, 322, 256, 323, 256));
    corpus.add(HandMade.gif(640, 480, 640, 480));
    return corpus;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldAnswerWhateverTheBytesAre(long seed) {
    Random random = new Random(seed);
    List<byte[]> corpus = corpus();
    CpuTime.atMost(
        Duration.ofSeconds(30),
        () -> {
          int headers = 0;
          for (int i = 0; i < MUTATIONS_A_SEED; i++) {
            byte[] mutant = mutate(corpus.get(i % corpus.size()), random);
            try {
              Optional<PictureHeader> header = PictureHeader.read(mutant);
              if (header.isPresent()) {
                headers++;
                assertTrue(header.get().size().shorter() >= 1);
              }
            } catch (BadPictureException e) {
              assertTrue(e.getMessage().endsWith("."), e.getMessage());
            }
          }
          assertTrue(headers > MUTATIONS_A_SEED / 10, "the mutations must leave some whole");
          return headers;
        });
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int reach = Math.min(bytes.length, 200); // where the headers are
    int edits = 1 + random.nextInt(4);
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(reach);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) 0xFF;
        case 2 -> bytes[at] = 0;
        case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xFF);
        default -> System.arraycopy(bytes, 0, bytes, at, Math.min(8, bytes.length - at));
      }
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  /** A GIF of nothing but empty extensions, a JPEG of nothing but empty segments, and so on. */
  @Test
  void shouldNotFollowEndlessLists() {
    byte[] gif = Arrays.copyOf(HandMade.gif(9, 9, 9, 9), 20_000_000);
    Arrays.fill(gif, 13, gif.length, (byte) 0x21);
    byte[] jpeg = new byte[20_000_000];
    for (int i = 0; i + 4 <= jpeg.length; i += 4) {
      jpeg[i] = (byte) 0xFF;
      jpeg[i + 1] = (byte) (i == 0 ? 0xD8 : 0xE2);
      jpeg[i + 3] = 2;
    }
    jpeg[2] = (byte) 0xFF;
    jpeg[3] = (byte) 0xD0;
    byte[] fill = new byte[20_000_000];
    Arrays.fill(fill, (byte) 0xFF);
    fill[1] = (byte) 0xD8;
    byte[] iso = Arrays.copyOf(HandMade.iso("avif", 9, 9), 20_000_000);
    for (int i = 24; i + 8 <= iso.length; i += 8) {
      iso[i + 3] = 8;
      Arrays.fill(iso, i, i + 3, (byte) 0);
      Arrays.fill(iso, i + 4, i + 8, (byte) 'x');
    }
    for (byte[] endless : List.of(gif, jpeg, fill, iso)) {
      assertEquals(
          Optional.of(PictureProblem.BROKEN),
          CpuTime.atMost(Duration.ofSeconds(5), () -> problem(endless)));
    }
  }

  private static Optional<PictureProblem> problem(byte[] upload) {
    try {
      return PictureHeader.read(upload).isEmpty()
          ? Optional.of(PictureProblem.BROKEN)
          : Optional.empty();
    } catch (BadPictureException e) {
      return Optional.of(e.problem());
    }
  }
}
