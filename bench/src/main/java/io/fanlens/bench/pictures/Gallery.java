package io.fanlens.bench.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes the samples' files into a folder; those that lie there already stay. */
final class Gallery {

  private static final int SIDEWAYS = 6;

  private final Path folder;
  private final SampleWriter writer;
  private BufferedImage photo;

  Gallery(Path folder, Path libvips) {
    this.folder = folder;
    writer = new SampleWriter(libvips);
  }

  Path file(Sample sample) throws IOException {
    Path file = folder.resolve(sample.file());
    if (!Files.exists(file)) {
      Path unfinished = folder.resolve("unfinished-" + sample.file());
      write(sample, unfinished);
      Files.move(unfinished, file);
    }
    return file;
  }

  private void write(Sample sample, Path file) throws IOException {
    BufferedImage picture = photo(sample);
    if (sample.saver().equals("bmp") || sample.saver().equals("gif")) {
      if (!ImageIO.write(picture, sample.saver(), file.toFile())) {
        throw new UncheckedIOException(new IOException("no writer for " + sample.saver()));
      }
      return;
    }
    writer.write(
        file,
        rgb(picture),
        picture.getWidth(),
        picture.getHeight(),
        sample.colours(),
        sample.orientation() == SIDEWAYS ? SIDEWAYS : 1,
        sample.saver(),
        sample.options().toArray());
  }

  private BufferedImage photo(Sample sample) {
    if (photo == null
        || photo.getWidth() != sample.width()
        || photo.getHeight() != sample.height()) {
      photo = SamplePhoto.of(sample.width(), sample.height());
    }
    return photo;
  }

  private static byte[] rgb(BufferedImage bgr) {
    byte[] from = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
    byte[] rgb = new byte[from.length];
    for (int i = 0; i + 2 < from.length; i += 3) {
      rgb[i] = from[i + 2];
      rgb[i + 1] = from[i + 1];
      rgb[i + 2] = from[i];
    }
    return rgb;
  }
}
