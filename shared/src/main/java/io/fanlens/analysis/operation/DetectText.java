package io.fanlens.analysis.operation;

import io.fanlens.settings.Operation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.DetectTextFilters;
import software.amazon.awssdk.services.rekognition.model.DetectionFilter;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.Point;
import software.amazon.awssdk.services.rekognition.model.RegionOfInterest;

/**
 * Up to 100 words, and their lines. Parameter: {@code filters} with {@code wordFilter} ({@code
 * minConfidence} 0 to 100, {@code minBoundingBoxHeight} and {@code minBoundingBoxWidth} as ratios
 * of the picture) and up to ten {@code regionsOfInterest}, each a {@code boundingBox} or a {@code
 * polygon} of three to ten points, in ratios too.
 */
final class DetectText implements ImageOperation {

  private static final int MOST_REGIONS = 10;
  private static final int LEAST_POINTS = 3;
  private static final int MOST_POINTS = 10;

  private final Optional<DetectTextFilters> filters;

  DetectText(Parameters parameters) {
    filters = parameters.only("filters").block("filters").map(DetectText::filters);
  }

  private static DetectTextFilters filters(Parameters filters) {
    filters.only("wordFilter", "regionsOfInterest");
    List<Parameters> regions = filters.blocks("regionsOfInterest", 1, MOST_REGIONS);
    return DetectTextFilters.builder()
        .wordFilter(filters.block("wordFilter").map(DetectText::wordFilter).orElse(null))
        .regionsOfInterest(
            regions.isEmpty() ? null : regions.stream().map(DetectText::region).toList())
        .build();
  }

  private static DetectionFilter wordFilter(Parameters filter) {
    filter.only("minConfidence", "minBoundingBoxHeight", "minBoundingBoxWidth");
    return DetectionFilter.builder()
        .minConfidence(floating(filter.number("minConfidence", 0, 100)))
        .minBoundingBoxHeight(floating(filter.number("minBoundingBoxHeight", 0, 1)))
        .minBoundingBoxWidth(floating(filter.number("minBoundingBoxWidth", 0, 1)))
        .build();
  }

  private static RegionOfInterest region(Parameters region) {
    region.only("boundingBox", "polygon");
    Optional<Parameters> box = region.block("boundingBox");
    List<Parameters> polygon = region.blocks("polygon", LEAST_POINTS, MOST_POINTS);
    if (box.isPresent() != polygon.isEmpty()) {
      throw region.wrong("boundingBox", "or 'polygon' is needed, and not both");
    }
    return box.isPresent()
        ? RegionOfInterest.builder().boundingBox(box(box.get())).build()
        : RegionOfInterest.builder()
            .polygon(polygon.stream().map(DetectText::point).toList())
            .build();
  }

  private static BoundingBox box(Parameters box) {
    box.only("left", "top", "width", "height");
    return BoundingBox.builder()
        .left(ratio(box, "left"))
        .top(ratio(box, "top"))
        .width(ratio(box, "width"))
        .height(ratio(box, "height"))
        .build();
  }

  private static Point point(Parameters point) {
    point.only("x", "y");
    return Point.builder().x(ratio(point, "x")).y(ratio(point, "y")).build();
  }

  private static float ratio(Parameters block, String name) {
    block.need(name, "give a ratio of the picture from 0 to 1");
    return block.number(name, 0, 1).orElseThrow().floatValue();
  }

  private static Float floating(Optional<Double> number) {
    return number.map(Double::floatValue).orElse(null);
  }

  @Override
  public Operation operation() {
    return Operation.DETECT_TEXT;
  }

  @Override
  public String answerList() {
    return "TextDetections";
  }

  @Override
  public SdkPojo call(RekognitionClient region, Image picture) {
    return region.detectText(request -> request.image(picture).filters(filters.orElse(null)));
  }
}
