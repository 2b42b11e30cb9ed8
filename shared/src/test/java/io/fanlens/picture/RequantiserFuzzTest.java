package io.fanlens.picture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A JPEG that is not decoded is written again, turned too, or refused. */
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
          Orientation turn = new Orientation(1 + bytes.length % 8);
          BaselineJpeg.read(JpegRequantiser.jpeg(bytes, JpegFitter.QUALITY, turn));
        });
  }
}
