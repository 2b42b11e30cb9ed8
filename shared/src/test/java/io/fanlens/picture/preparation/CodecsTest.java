package io.fanlens.picture.preparation;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fanlens.picture.codec.ImageIoCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodecsTest {

  @TempDir Path folder;

  @Test
  void shouldConvertInJavaWithoutAUsableLibrary() throws Exception {
    Path file = Files.writeString(folder.resolve("libvips-cpp.so"), "no library");
    assertInstanceOf(ImageIoCodec.class, Codecs.choose(Optional.of(file)));
    assertInstanceOf(ImageIoCodec.class, Codecs.choose(Optional.empty()));
  }
}
