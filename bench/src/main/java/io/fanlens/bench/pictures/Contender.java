package io.fanlens.bench.pictures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A way to make a JPEG of a picture. */
interface Contender extends AutoCloseable {

  /** As the table's column names it, with its version. */
  String name();

  /**
   * Converts once and returns what it took, beginning and end of a process included where there is
   * one for each picture.
   *
   * @throws CannotConvertException when this contender does not read the picture
   */
  Cost convert(Sample sample, Path picture, Optional<Path> out)
      throws IOException, InterruptedException;

  /**
   * Whether it stays and gets faster. A process for each picture needs no rounds to warm up, and
   * two are enough of it.
   */
  boolean staysWarm();

  /** The most memory, in kB, of a fresh process that converts this one picture. */
  Optional<Long> peakKilobytes(Sample sample, Path picture)
      throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}
