package io.fanlens.picture.heif;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fanlens.picture.fuzz.FuzzContract;
import io.fanlens.picture.fuzz.FuzzSeeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader of HEIC boxes finds everything that the decoder needs, or refuses. */
class HeifFuzzTest {

  static Stream<byte[]> seeds() {
    return FuzzSeeds.heic();
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
          HeifFile heif = HeifFile.read(bytes);
          heif.crop(heif.picture().size());
          heif.orientation();
          heif.profile();
          heif.colours();
          heif.alpha();
        });
  }
}
