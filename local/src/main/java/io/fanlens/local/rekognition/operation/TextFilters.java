package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.local.vision.Box;
import io.fanlens.local.vision.text.TextLine;
import io.fanlens.local.vision.text.TextLine.Word;
import java.util.List;

/**
 * DetectText's {@code Filters}: words must be certain and large enough, and more than half of them
 * in one of the regions of interest.
 *
 * @param minConfidence in percent
 * @param minHeight of the upright box around a word, in ratios of the picture's height
 * @param minWidth the same of the width
 * @param regions none for the whole picture
 */
record TextFilters(
    double minConfidence, double minHeight, double minWidth, List<RegionOfInterest> regions) {

  /** Amazon's, too. */
  private static final double DEFAULT_MIN_CONFIDENCE = 80;

  /** From a request. */
  static TextFilters read(JsonNode request) throws ServiceError {
    JsonNode filters = RequestFields.block(request, "Filters");
    JsonNode words = RequestFields.block(filters, "WordFilter");
    return new TextFilters(
        RequestFields.confidence(words, "MinConfidence", DEFAULT_MIN_CONFIDENCE),
        RequestFields.number(words, "MinBoundingBoxHeight", 0, 1),
        RequestFields.number(words, "MinBoundingBoxWidth", 0, 1),
        RegionOfInterest.read(filters));
  }

  /** The lines with those of their words that pass; without a word there is no line. */
  List<TextLine> apply(List<TextLine> lines) {
    return lines.stream()
        .map(line -> line.words().stream().filter(this::passes).toList())
        .filter(words -> !words.isEmpty())
        .map(TextLine::new)
        .toList();
  }

  private boolean passes(Word word) {
    Box bounds = Polygons.bounds(word.polygon());
    return word.confidence() >= minConfidence
        && bounds.height() >= minHeight
        && bounds.width() >= minWidth
        && (regions.isEmpty()
            || regions.stream().anyMatch(region -> region.hasMostOf(word.polygon())));
  }
}
