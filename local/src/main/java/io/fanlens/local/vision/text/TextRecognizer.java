package io.fanlens.local.vision.text;

import io.fanlens.local.vision.onnx.OnnxNetwork;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.text.AreaReader.Reading;
import io.fanlens.local.vision.text.TextLine.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the text of a photo: PP-OCRv4, for Latin and Chinese script. Thread-safe. A receipt of 21
 * lines takes about 1 s of one core.
 *
 * <p>The network that finds lines was trained with upright ones. So the longest lines are read
 * first; where they run in another direction, the photo is turned and searched again.
 *
 * <p>Call it from platform threads: native calls would pin the carrier of a virtual one.
 */
public final class TextRecognizer implements AutoCloseable {

  /** Lines whose middles are closer than this, relative to their height, are side by side. */
  private static final double SAME_HEIGHT = 0.5;

  /** So many of the longest areas show the direction of a page. */
  private static final int FIRST_READ = 5;

  /** The finder copes with less. */
  private static final double LEAST_TURN = Math.toRadians(7);

  private final TextFinder finder = new TextFinder();
  private final AreaReader reader = new AreaReader();

  /**
   * From top to bottom in reading direction, and from left to right where they are side by side.
   */
  public List<TextLine> read(Photo photo) {
    List<TextArea> longestFirst =
        finder.areas(photo).stream()
            .sorted(Comparator.comparingDouble(TextRecognizer::length).reversed())
            .toList();
    int count = Math.min(FIRST_READ, longestFirst.size());
    List<Reading> longest = readings(photo, longestFirst.subList(0, count));
    double direction = PageDirection.of(longest);
    if (Math.abs(direction) < LEAST_TURN) {
      List<Reading> all = new ArrayList<>(longest);
      all.addAll(readings(photo, longestFirst.subList(count, longestFirst.size())));
      return lines(photo, all, 0);
    }
    TurnedPhoto turned = TurnedPhoto.of(photo, direction);
    List<Reading> readings =
        readings(turned.photo(), finder.areas(turned.photo())).stream()
            .map(reading -> new Reading(reading.text(), turned.inOriginal(reading.area())))
            .toList();
    return lines(photo, readings, direction);
  }

  private static double length(TextArea area) {
    return Math.max(area.width(), area.height());
  }

  private List<Reading> readings(Photo photo, List<TextArea> areas) {
    return areas.stream().map(area -> reader.read(photo, area)).flatMap(Optional::stream).toList();
  }

  private static List<TextLine> lines(Photo photo, List<Reading> readings, double direction) {
    List<Reading> fromTop =
        readings.stream()
            .sorted(Comparator.comparingDouble(reading -> reading.area().down(direction)))
            .toList();
    return Rows.of(fromTop, (first, other) -> isBeside(first.area(), other.area(), direction))
        .stream()
        .flatMap(
            row ->
                row.stream()
                    .sorted(Comparator.comparingDouble(reading -> reading.area().along(direction))))
        .map(reading -> line(reading, photo))
        .toList();
  }

  private static boolean isBeside(TextArea first, TextArea other, double direction) {
    return other.down(direction) - first.down(direction) < SAME_HEIGHT * first.height();
  }

  private static TextLine line(Reading reading, Photo photo) {
    return new TextLine(
        reading.text().words().stream()
            .map(
                word ->
                    new Word(
                        word.text(),
                        100 * word.confidence(),
                        reading
                            .area()
                            .part(word.from(), word.to())
                            .corners(photo.width(), photo.height())))
            .toList());
  }

  public List<OnnxNetwork> networks() {
    List<OnnxNetwork> networks = new ArrayList<>(reader.networks());
    networks.add(finder.network());
    return networks;
  }

  @Override
  public void close() {
    networks().forEach(OnnxNetwork::close);
  }
}
