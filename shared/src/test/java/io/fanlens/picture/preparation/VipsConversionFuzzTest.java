package io.fanlens.picture.preparation;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fanlens.picture.codec.PictureCodec;
import io.fanlens.picture.fuzz.FuzzContract;
import io.fanlens.picture.fuzz.FuzzSeeds;
import io.fanlens.picture.heif.TestHeic;
import io.fanlens.picture.vips.TestVips;
import io.fanlens.picture.vips.VipsCodec;
import io.fanlens.settings.PictureLimits;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The preparation with libvips and FFmpeg ends with a picture or a refusal. */
class VipsConversionFuzzTest {

  /** Everything is converted under it, and quickly. */
  private static final PictureLimits CONVERT_ALL = new PictureLimits(5_242_880, 2, 60);

  private static final PictureCodec CODEC =
      new VipsCodec(TestVips.orSkip(), () -> Optional.of(TestHeic.orSkip()));

  private static final PicturePreparer PREPARER = new PicturePreparer(1_000_000, () -> CODEC);

  static Stream<byte[]> seeds() {
    return FuzzSeeds.all();
  }

  @MethodSource("seeds")
  @FuzzTest
  void shouldAnswerWhateverTheBytesAre(byte[] file) throws Exception {
    if (file == null) {
      return;
    }
    FuzzContract.check(file, upload -> PREPARER.prepare(upload, CONVERT_ALL));
  }
}
