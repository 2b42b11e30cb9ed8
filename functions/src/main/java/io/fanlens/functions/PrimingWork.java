package io.fanlens.functions;

import io.fanlens.functions.Priming.Step;
import io.fanlens.functions.metrics.BatchMetrics;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.heif.HeicDecoder;
import io.fanlens.picture.heif.HeicLibrary;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.picture.vips.LibvipsFile;
import io.fanlens.picture.vips.Vips;
import io.fanlens.pipeline.EventReader;
import io.fanlens.pipeline.Outcome;
import io.fanlens.pipeline.PictureEvents;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.PictureLimits;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Target;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs once what a picture needs besides the services: a message, conversions, metrics. */
public final class PrimingWork {

  /** Smaller than the samples, so that they are scaled down too. */
  private static final PictureLimits SMALL = new PictureLimits(5_000_000, 80, 160);

  private static final String CONVERSION = "a conversion";

  private final Settings settings;
  private final String bucket;

  public PrimingWork(Settings settings, String bucket) {
    this.settings = settings;
    this.bucket = bucket;
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("a message", this::message));
    steps.addAll(conversions());
    steps.add(new Step("the metrics", this::metrics));
    return steps;
  }

  /** With the libraries that this function has. */
  public List<Step> conversions() {
    return conversions(LibvipsFile.find(), HeicLibrary.find());
  }

  /**
   * A library that is there and cannot be loaded, because another one that it needs is missing,
   * fails no conversion: pictures are converted in Java instead, and HEIC is refused.
   */
  List<Step> conversions(Optional<Path> libvips, Optional<Path> heic) {
    return List.of(
        new Step(CONVERSION + " with libvips loaded", () -> libvips.map(Vips::open)),
        new Step(CONVERSION + " with FFmpeg loaded", () -> heic.map(HeicDecoder::open)),
        new Step(CONVERSION + " by libvips", () -> converted(SamplePictures.tiff())),
        new Step(CONVERSION + " of a large JPEG", this::shrunk),
        new Step(CONVERSION + " in Java", () -> converted(SamplePictures.bmp())),
        new Step(CONVERSION + " of HEIC", this::heic));
  }

  static boolean isConversion(String step) {
    return step.startsWith(CONVERSION);
  }

  /** The removal of a picture that never existed. */
  private Object message() throws Exception {
    return EventReader.read(
        """
        {"Records": [{"eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "%s",
          "eventTime": "1970-01-01T00:00:00.000Z", "eventName": "ObjectRemoved:Delete",
          "s3": {"s3SchemaVersion": "1.0", "bucket": {"name": "%s"},
            "object": {"key": "%s", "sequencer": "0"}}}]}
        """
            .formatted(settings.homeRegion(), bucket, PrimingCalls.KEY));
  }

  private PreparedPicture converted(byte[] picture) throws Exception {
    return new PicturePreparer(settings.maxPixels()).prepare(picture, SMALL);
  }

  private Object shrunk() throws Exception {
    byte[] jpeg = converted(SamplePictures.tiff()).bytes();
    PictureLimits smaller = new PictureLimits(SMALL.maxBytes(), 80, 100);
    return new PicturePreparer(settings.maxPixels()).prepare(jpeg, smaller);
  }

  /** A function without the decoder rejects the picture, as it should. */
  private Object heic() throws Exception {
    try {
      return converted(SamplePictures.heic());
    } catch (BadPictureException e) {
      if (e.problem() == PictureProblem.UNSUPPORTED_FORMAT) {
        return e;
      }
      throw e;
    }
  }

  /** Written to nowhere. */
  private Object metrics() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    BatchMetrics metrics = new BatchMetrics("priming", InstantSource.system(), nowhere);
    PreparedPicture picture =
        new PreparedPicture(
            new byte[0], PictureFormat.JPEG, 0, 0, Optional.empty(), Optional.empty());
    for (OperationSettings operation : settings.operations()) {
      Target target = operation.targets().getFirst().target();
      metrics.answered(operation.operation(), target, picture, Duration.ZERO, 1);
      metrics.ended(operation.operation(), new Outcome.Done(target.region(), 0));
    }
    for (PictureEvents.Step step : PictureEvents.Step.values()) {
      metrics.took(step, Duration.ZERO);
    }
    metrics.received(Instant.now());
    metrics.flush();
    return metrics;
  }
}
