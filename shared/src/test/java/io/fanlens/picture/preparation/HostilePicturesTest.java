package io.fanlens.picture.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.HandMade;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.codec.ImageIoCodec;
import io.fanlens.picture.fuzz.CpuTime;
import io.fanlens.picture.header.Orientation;
import io.fanlens.picture.vips.TestVips;
import io.fanlens.picture.vips.VipsCodec;
import io.fanlens.picture.vips.VipsPictures;
import io.fanlens.picture.vips.VipsPictures.Colours;
import io.fanlens.settings.Operation;
import io.fanlens.settings.PictureLimits;
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

/** Broken and hostile files get their code within 5 s of CPU and do no harm. */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // only against an endless loop
class HostilePicturesTest {

  private static final Duration MOST_CPU = Duration.ofSeconds(5);
  private static final int MUTATIONS = 25;
  private static final PictureLimits FACES = Operation.DETECT_FACES.limits();

  /** Everything is converted under it, JPEG and PNG too. */
  private static final PictureLimits CONVERT_ALL = new PictureLimits(5_242_880, 80, 190);

  private final VipsCodec codec = new VipsCodec(TestVips.orSkip());
  private final PicturePreparer preparer = new PicturePreparer(50_000_000, () -> codec);
  private final PicturePreparer pureJava = new PicturePreparer(50_000_000, ImageIoCodec::new);

  @Test
  void shouldRefuseBombsByTheirHeader() {
    assertEquals(
        PictureProblem.TOO_MANY_PIXELS,
        problem(preparer, Arrays.copyOf(HandMade.png(50_000, 50_000), 6_000_000), FACES));
    assertEquals(
        PictureProblem.TOO_MANY_PIXELS,
        problem(preparer, HandMade.gif(1, 1, 65_535, 65_535), FACES));
    assertEquals(
        PictureProblem.TOO_MANY_PIXELS,
        problem(preparer, HandMade.webpLossless(16_383, 16_383), FACES));
    assertEquals(
        PictureProblem.TOO_MANY_PIXELS,
        problem(preparer, HandMade.iso("avif", 60_000, 60_000), FACES));
    assertEquals(
        PictureProblem.TOO_MANY_PIXELS,
        problem(preparer, HandMade.tiff(false, 256, 100_000, 257, 100_000), FACES));
  }

  @Test
  void shouldRefuseHeadersWithoutPixels() {
    for (byte[] head :
        List.of(
            HandMade.webpLossy(200, 200),
            HandMade.webpLossless(200, 200),
            HandMade.iso("avif", 200, 200),
            HandMade.tiff(false, 256, 7_000, 257, 7_000))) {
      assertEquals(PictureProblem.BROKEN, problem(preparer, head, FACES));
    }
  }

  @Test
  void shouldRefuseAGifWhoseFrameHasNoPixels() {
    byte[] gif = HandMade.gif(200, 200, 200, 200, 0);
    assertEquals(PictureProblem.BROKEN, problem(preparer, gif, FACES));
    assertEquals(PictureProblem.BROKEN, problem(pureJava, gif, FACES));
  }

  @Test
  void shouldRefuseCutPicturesOfEveryFormat() {
    for (byte[] whole : corpus()) {
      byte[] cut = Arrays.copyOf(whole, whole.length / 2);
      assertEquals(PictureProblem.BROKEN, problem(preparer, cut, CONVERT_ALL));
    }
  }

  /** ImageIO reads the frame, libvips the screen. */
  @Test
  void shouldSayThatAFrameIsTooSmall() {
    byte[] gif = SlowPictures.gifOfFrames(1_000);
    assertEquals(PictureProblem.TOO_SMALL, problem(pureJava, gif, CONVERT_ALL));
  }

  @Test
  void shouldRefuseHeicWithASentence() {
    assertEquals(
        PictureProblem.UNSUPPORTED_FORMAT,
        problem(preparer, HandMade.iso("heic", 4_000, 3_000), FACES));
  }

  /** Below every cap on pixels, and endless in work. */
  @Test
  void shouldRefuseWhatTakesTooLongToDecode() throws Exception {
    for (byte[] slow :
        List.of(
            SlowPictures.progressiveJpeg(5_000),
            SlowPictures.tiffOfPages(20_000),
            SlowPictures.pngOfTexts(200))) {
      assertEquals(PictureProblem.BROKEN, problem(preparer, slow, CONVERT_ALL));
      assertEquals(PictureProblem.BROKEN, problem(pureJava, slow, CONVERT_ALL));
    }
  }

  @Test
  void shouldTakeWhatIsBelowThoseBounds() throws Exception {
    for (byte[] busy :
        List.of(
            SlowPictures.progressiveJpeg(20),
            SlowPictures.tiffOfPages(50),
            SlowPictures.pngOfTexts(5))) {
      assertEquals(Optional.empty(), answer(preparer, busy, CONVERT_ALL));
    }
  }

  @Test
  void shouldEndADecoderThatIsOverItsTime() {
    VipsCodec hasty = new VipsCodec(TestVips.orSkip(), Optional::empty, Duration.ZERO);
    PicturePreparer none = new PicturePreparer(50_000_000, () -> hasty);
    byte[] picture = encode(new VipsPictures(TestVips.orSkip()), "tiff");
    BadPictureException refused =
        assertThrows(BadPictureException.class, () -> none.prepare(picture, CONVERT_ALL));
    assertEquals(PictureProblem.BROKEN, refused.problem());
    assertTrue(refused.getMessage().contains("too long to decode"), refused.getMessage());
  }

  /** A picture that begins like one format and goes on like another. */
  @Test
  void shouldNotFollowPolyglots() {
    byte[] svg =
        "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='200'/>"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] polyglot = Arrays.copyOf(HandMade.webpLossy(200, 200), 400);
    System.arraycopy(svg, 0, polyglot, 60, svg.length);
    assertEquals(PictureProblem.BROKEN, problem(preparer, polyglot, FACES));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldAnswerWhateverIsChangedInAPicture(long seed) {
    Random random = new Random(seed);
    int prepared = 0;
    int all = 0;
    for (byte[] original : corpus()) {
      for (int i = 0; i < MUTATIONS; i++) {
        byte[] mutant = original.clone();
        int reach = i % 2 == 0 ? Math.min(mutant.length, 120) : mutant.length;
        for (int edit = 0; edit <= i % 4; edit++) {
          mutant[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        all++;
        if (answer(preparer, mutant, CONVERT_ALL).isEmpty()) {
          prepared++;
        }
        answer(pureJava, mutant, CONVERT_ALL);
      }
    }
    assertTrue(prepared > all / 10, "the changes must leave some whole");
  }

  private static List<byte[]> corpus() {
    VipsPictures pictures = new VipsPictures(TestVips.orSkip());
    List<byte[]> corpus = new ArrayList<>();
    for (String saver : List.of("jpeg", "png", "gif", "tiff", "webp")) {
      corpus.add(encode(pictures, saver));
    }
    corpus.add(encode(pictures, "jpeg", "interlace", 1));
    corpus.add(encode(pictures, "tiff", "compression", 5));
    corpus.add(encode(pictures, "heif", "compression", 4));
    corpus.add(TestPictures.encode(TestPictures.noise(200, 200), "bmp"));
    return corpus;
  }

  private static byte[] encode(VipsPictures pictures, String saver, Object... options) {
    return pictures.encode(
        TestPictures.noise(200, 200), saver, Colours.SRGB, Orientation.AS_STORED, options);
  }

  private static PictureProblem problem(
      PicturePreparer preparer, byte[] upload, PictureLimits limits) {
    return answer(preparer, upload, limits).orElseThrow();
  }

  private static Optional<PictureProblem> answer(
      PicturePreparer preparer, byte[] upload, PictureLimits limits) {
    return CpuTime.atMost(
        MOST_CPU,
        () -> {
          try {
            PreparedPicture prepared = preparer.prepare(upload, limits);
            assertTrue(prepared.bytes().length <= limits.maxBytes());
            return Optional.empty();
          } catch (BadPictureException e) {
            assertTrue(e.getMessage().endsWith("."), e.getMessage());
            return Optional.of(e.problem());
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
