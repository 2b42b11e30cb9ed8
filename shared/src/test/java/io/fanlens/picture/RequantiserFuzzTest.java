package io.fanlens.picture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A JPEG that is not decoded is written again in the size it says, or refused. */
class RequantiserFuzzTest {

  static Stream<byte[]> seeds() {
    return FuzzSeeds.baseline();
  }

  @MethodSource("seeds")
  @FuzzTest
  void shouldAnswerWhateverTheBytesAre(byte[] file) throws Exception {
    if (file == null) {
      return;
    }
    FuzzContract.check(
        file,
        bytes -> {
          byte[] jpeg = JpegRequantiser.jpeg(bytes, JpegFitter.QUALITY);
          BaselineJpeg.read(jpeg);
        });
  }
}
