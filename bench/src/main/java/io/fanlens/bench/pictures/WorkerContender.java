package io.fanlens.bench.pictures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A contender that stays in one process, so that its start is not part of a picture's time. */
final class WorkerContender implements Contender {

  private final String label;
  private final List<String> command;
  private final CodecWorker warm;

  WorkerContender(String label, List<String> command) throws IOException {
    this.label = label;
    this.command = List.copyOf(command);
    warm = new CodecWorker(command);
  }

  @Override
  public String name() {
    return label.isEmpty() ? warm.about() : label;
  }

  @Override
  public Cost convert(Sample sample, Path picture, Optional<Path> out) throws IOException {
    return warm.convert(picture, sample.longest(), out);
  }

  @Override
  public Optional<Long> peakKilobytes(Sample sample, Path picture) throws IOException {
    try (CodecWorker fresh = new CodecWorker(command)) {
      fresh.convert(picture, sample.longest(), Optional.empty());
      return fresh.peakKilobytes();
    }
  }

  @Override
  public boolean staysWarm() {
    return true;
  }

  @Override
  public void close() throws IOException {
    warm.close();
  }
}
