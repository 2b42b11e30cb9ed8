package io.fanlens.picture.header;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fanlens.picture.fuzz.FuzzContract;
import io.fanlens.picture.fuzz.FuzzSeeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The header reader answers with a header, a refusal or "more, please". */
class HeaderFuzzTest {

  static Stream<byte[]> seeds() {
    return FuzzSeeds.all();
  }

  @MethodSource("seeds")
  @FuzzTest
  void shouldAnswerWhateverTheBytesAre(byte[] file) throws Exception {
    if (file == null) {
      return;
    }
    FuzzContract.check(file, PictureHeader::read);
  }
}
