package io.fanlens.picture.heif;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The decoder of HEIC as the build unpacked it for this machine, and files for it. */
public final class TestHeic {

  private static final Optional<HeicDecoder> DECODER =
      HeicLibrary.nearest(Path.of("")).flatMap(TestHeic::load);

  private TestHeic() {}

  private static Optional<HeicDecoder> load(Path folder) {
    try {
      return Optional.of(HeicDecoder.open(folder));
    } catch (IllegalArgumentException | IllegalStateException | UnsatisfiedLinkError e) {
      return Optional.empty();
    }
  }

  public static HeicDecoder orSkip() {
    Assumptions.assumeTrue(
        DECODER.isPresent(), "target/heic has no FFmpeg that this machine can load");
    return DECODER.get();
  }

  /** A file of the test resources, such as {@code grid.heic}. */
  public static byte[] file(String name) {
    try (InputStream in = TestHeic.class.getResourceAsStream("/heic/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
