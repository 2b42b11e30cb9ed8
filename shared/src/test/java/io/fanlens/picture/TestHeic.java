package io.fanlens.picture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The decoder of HEIC as the build unpacked it for this machine, and files for it. */
final class TestHeic {

  private static final Optional<HeicDecoder> DECODER =
      Codecs.heic(HeicLibrary.nearest(Path.of("")));

  private TestHeic() {}

  static HeicDecoder orSkip() {
    Assumptions.assumeTrue(
        DECODER.isPresent(), "target/heic has no FFmpeg that this machine can load");
    return DECODER.get();
  }

  /** A file of the test resources, such as {@code grid.heic}. */
  static byte[] file(String name) {
    try (InputStream in = TestHeic.class.getResourceAsStream("/heic/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
