package io.fanlens.picture.preparation;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fanlens.picture.codec.ImageIoCodec;
import io.fanlens.picture.fuzz.FuzzContract;
import io.fanlens.picture.fuzz.FuzzSeeds;
import io.fanlens.settings.PictureLimits;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The preparation without libvips ends with a picture or a refusal. */
class JavaConversionFuzzTest {

  /** Everything is converted under it, and quickly. */
  private static final PictureLimits CONVERT_ALL = new PictureLimits(5_242_880, 2, 60);

  private static final PicturePreparer PREPARER =
      new PicturePreparer(1_000_000, () -> new ImageIoCodec());

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
