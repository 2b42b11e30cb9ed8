package io.fanlens.local.vision.text;

import io.fanlens.local.vision.onnx.OnnxNetwork;
import io.fanlens.local.vision.photo.Photo;
import java.util.List;
import java.util.Optional;

/** Reads one area: upright, upwards or downwards by its shape, upside down if that reads better. */
final class AreaReader {

  private static final int ROWS = 48;
  private static final int FEWEST_COLUMNS = 16;
  private static final int MOST_COLUMNS = 2000;
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  /** What the direction network takes of a line. */
  private static final int DIRECTION_COLUMNS = 192;

  private static final double UPSIDE_DOWN = 0.9;

  /** A higher area than this, relative to its width, is read upwards. */
  private static final double UPWARDS = 1.5;

  private static final double LEAST_CONFIDENCE = 0.5;

  /** What reads worse than this is read the other way round too. */
  private static final double SURE = 0.8;

  private final OnnxNetwork direction = new OnnxNetwork("PP-OCR direction", TextWeights::direction);
  private final OnnxNetwork characters =
      new OnnxNetwork("PP-OCRv4 recognition", TextWeights::characters);
  private final CharacterDecoder decoder = new CharacterDecoder(TextWeights.alphabet());

  /**
   * Text and the area in its reading direction.
   *
   * @param area in reading direction
   */
  record Reading(ReadText text, TextArea area) {

    /** Of two readings the one with more characters that are certain. */
    double quality() {
      return text.confidence() * text.characters();
    }
  }

  /** Empty where nothing can be read. */
  Optional<Reading> read(Photo photo, TextArea found) {
    TextArea area = found.height() > UPWARDS * found.width() ? found.upwards() : found;
    Optional<Reading> upright = readUpright(photo, area);
    boolean isSure = upright.isPresent() && upright.get().text().confidence() >= SURE;
    if (isSure && !isUpsideDown(photo, area)) {
      return upright;
    }
    Optional<Reading> turned = readUpright(photo, area.upsideDown());
    return upright.isPresent()
            && turned.map(other -> other.quality() < upright.get().quality()).orElse(true)
        ? upright
        : turned;
  }

  private boolean isUpsideDown(Photo photo, TextArea area) {
    int columns = Math.min(DIRECTION_COLUMNS, columns(area));
    float[] pixels =
        Pixels.of(photo, area, columns, ROWS).widened(DIRECTION_COLUMNS).planes(HALF, HALF);
    return direction.run(pixels, 1, 3, ROWS, DIRECTION_COLUMNS)[1] > UPSIDE_DOWN;
  }

  private Optional<Reading> readUpright(Photo photo, TextArea area) {
    int columns = columns(area);
    Pixels pixels = Pixels.of(photo, area, columns, ROWS);
    return decoder
        .decode(characters.run(pixels.planes(HALF, HALF), 1, 3, ROWS, columns), InkGaps.of(pixels))
        .filter(text -> text.confidence() >= LEAST_CONFIDENCE)
        .map(text -> new Reading(text, area));
  }

  private static int columns(TextArea area) {
    return (int)
        Math.clamp(Math.ceil(ROWS * area.width() / area.height()), FEWEST_COLUMNS, MOST_COLUMNS);
  }

  List<OnnxNetwork> networks() {
    return List.of(direction, characters);
  }
}
