package io.fanlens.picture.preparation;

import io.fanlens.picture.codec.ImageIoCodec;
import io.fanlens.picture.codec.PictureCodec;
import io.fanlens.picture.heif.HeicDecoder;
import io.fanlens.picture.heif.HeicLibrary;
import io.fanlens.picture.vips.LibvipsFile;
import io.fanlens.picture.vips.Vips;
import io.fanlens.picture.vips.VipsCodec;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses how this process reads pictures, once, when the first picture needs it. */
final class Codecs {

  private static final Logger LOG = LoggerFactory.getLogger(Codecs.class);

  private Codecs() {}

  private static final class OfThisProcess {
    static final PictureCodec CODEC = choose(LibvipsFile.find());
  }

  /** Loaded when the first HEIC comes. */
  private static final class HeicOfThisProcess {
    static final Optional<HeicDecoder> DECODER = heic(HeicLibrary.find());
  }

  static PictureCodec ofThisProcess() {
    return OfThisProcess.CODEC;
  }

  static PictureCodec choose(Optional<Path> libvips) {
    if (libvips.isEmpty()) {
      LOG.warn(
          "There is no libvips here, so pictures are converted in Java, which is slower and knows"
              + " no AVIF. Name the library's file in {}.",
          LibvipsFile.VARIABLE);
      return new ImageIoCodec();
    }
    try {
      return new VipsCodec(Vips.open(libvips.get()), () -> HeicOfThisProcess.DECODER);
    } catch (IllegalArgumentException | IllegalStateException | UnsatisfiedLinkError e) {
      LOG.warn(
          "libvips in {} cannot be used ({}), so pictures are converted in Java, which is slower"
              + " and knows no AVIF.",
          libvips.get(),
          e.getMessage());
      return new ImageIoCodec();
    }
  }

  static Optional<HeicDecoder> heic(Optional<Path> folder) {
    try {
      return folder.map(HeicDecoder::open);
    } catch (IllegalArgumentException | IllegalStateException | UnsatisfiedLinkError e) {
      LOG.warn(
          "The decoder of HEIC in {} cannot be used ({}), so HEIC pictures are refused.",
          folder.get(),
          e.getMessage());
      return Optional.empty();
    }
  }
}
