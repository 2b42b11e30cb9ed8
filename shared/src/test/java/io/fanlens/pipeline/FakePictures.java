package io.fanlens.pipeline;

import io.fanlens.picture.header.PictureHeader;
import io.fanlens.result.PictureVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A bucket in memory that counts its requests. */
final class FakePictures implements Pictures {

  private final Function<PictureVersion, byte[]> contents;
  int heads;
  int wholes;
  int reads;
  boolean current = true;

  /** Fails this many checks of the current version. */
  int checksToFail;

  final List<Duration> timeouts = new ArrayList<>();

  /** Reports a file as larger than it is. */
  long saidSize = -1;

  FakePictures(byte[] content) {
    this(version -> content);
  }

  FakePictures(Function<PictureVersion, byte[]> contents) {
    this.contents = contents;
  }

  @Override
  public FileHead head(PictureVersion version) {
    heads++;
    byte[] content = contents.apply(version);
    return new FileHead(
        Arrays.copyOf(content, Math.min(content.length, PictureHeader.HEAD_BYTES)),
        saidSize < 0 ? content.length : saidSize);
  }

  @Override
  public byte[] whole(PictureVersion version, FileHead head) {
    wholes++;
    return contents.apply(version);
  }

  @Override
  public boolean isCurrent(PictureVersion version, Duration timeout) {
    reads++;
    timeouts.add(timeout);
    if (checksToFail > 0) {
      checksToFail--;
      throw new BucketFailedException("no answer", null);
    }
    return current;
  }
}
