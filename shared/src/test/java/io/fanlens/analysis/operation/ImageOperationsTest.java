package io.fanlens.analysis.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.CompareFacesRequest;
import software.amazon.awssdk.services.rekognition.model.DetectFacesRequest;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsRequest;
import software.amazon.awssdk.services.rekognition.model.DetectModerationLabelsRequest;
import software.amazon.awssdk.services.rekognition.model.DetectProtectiveEquipmentRequest;
import software.amazon.awssdk.services.rekognition.model.DetectTextRequest;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.Point;
import software.amazon.awssdk.services.rekognition.model.RecognizeCelebritiesRequest;
import software.amazon.awssdk.services.rekognition.model.RegionOfInterest;
import software.amazon.awssdk.services.rekognition.model.RekognitionRequest;

class ImageOperationsTest {

  private static final Image PICTURE =
      Image.builder().bytes(SdkBytes.fromUtf8String("the picture")).build();
  private static final byte[] SOURCE = "the reference".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @EnumSource(Operation.class)
  void shouldKnowEveryOperation(Operation operation) {
    assertEquals(operation, plain(operation).operation());
  }

  @ParameterizedTest
  @CsvSource({
    "DETECT_FACES, FaceDetails",
    "DETECT_LABELS, Labels",
    "DETECT_MODERATION_LABELS, ModerationLabels",
    "DETECT_TEXT, TextDetections",
    "DETECT_PROTECTIVE_EQUIPMENT, Persons",
    "RECOGNIZE_CELEBRITIES, CelebrityFaces",
    "COMPARE_FACES, FaceMatches"
  })
  void shouldCountAListThatIsInTheAnswer(Operation operation, String list) throws Exception {
    RecordedRequests requests = new RecordedRequests();
    ImageOperation bound = plain(operation).in("photos");
    SdkPojo answer = bound.call(requests.client(), PICTURE);
    assertEquals(list, bound.answerList());
    assertEquals(
        1,
        answer.sdkFields().stream()
            .filter(field -> field.memberName().equals(list))
            .filter(field -> field.getValueOrDefault(answer) instanceof List)
            .count());
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void shouldBillACallAsOnePicture(Operation operation) throws Exception {
    assertEquals(1, plain(operation).in("photos").billedCalls());
  }

  @Test
  void shouldBillLabelsAndImagePropertiesAsTwoPictures() {
    assertEquals(2, features("GENERAL_LABELS", "IMAGE_PROPERTIES").billedCalls());
    assertEquals(1, features("IMAGE_PROPERTIES").billedCalls());
    assertEquals(1, features("IMAGE_PROPERTIES", "IMAGE_PROPERTIES").billedCalls(), "one twice");
  }

  private static ImageOperation features(String... names) {
    return of(Operation.DETECT_LABELS, Map.of("features", List.of(names)));
  }

  private static ImageOperation plain(Operation operation) {
    return of(
        operation, operation == Operation.COMPARE_FACES ? Map.of("sourceKey", "a.jpg") : Map.of());
  }

  @Test
  void shouldAskForAllAttributesOfFacesUnlessConfigured() throws Exception {
    assertEquals(
        DetectFacesRequest.builder().image(PICTURE).attributesWithStrings("ALL").build(),
        calls(Operation.DETECT_FACES, Map.of()));
    assertEquals(
        DetectFacesRequest.builder()
            .image(PICTURE)
            .attributesWithStrings("DEFAULT", "EMOTIONS")
            .build(),
        calls(Operation.DETECT_FACES, Map.of("attributes", List.of("DEFAULT", "EMOTIONS"))));
  }

  @Test
  void shouldSendTheParametersOfTheApi() throws Exception {
    assertEquals(
        DetectLabelsRequest.builder()
            .image(PICTURE)
            .maxLabels(10)
            .minConfidence(70.5f)
            .featuresWithStrings("GENERAL_LABELS", "IMAGE_PROPERTIES")
            .build(),
        calls(
            Operation.DETECT_LABELS,
            Map.of(
                "maxLabels",
                10,
                "minConfidence",
                70.5,
                "features",
                List.of("GENERAL_LABELS", "IMAGE_PROPERTIES"))));
    assertEquals(
        DetectModerationLabelsRequest.builder().image(PICTURE).minConfidence(60f).build(),
        calls(Operation.DETECT_MODERATION_LABELS, Map.of("minConfidence", 60)));
    assertEquals(
        RecognizeCelebritiesRequest.builder().image(PICTURE).build(),
        calls(Operation.RECOGNIZE_CELEBRITIES, Map.of()));
    assertEquals(
        DetectProtectiveEquipmentRequest.builder()
            .image(PICTURE)
            .summarizationAttributes(
                s -> s.minConfidence(80f).requiredEquipmentTypesWithStrings("HEAD_COVER"))
            .build(),
        calls(
            Operation.DETECT_PROTECTIVE_EQUIPMENT,
            Map.of(
                "summarizationAttributes",
                Map.of("minConfidence", 80, "requiredEquipmentTypes", List.of("HEAD_COVER")))));
  }

  @Test
  void shouldSendTextFilters() throws Exception {
    assertEquals(
        DetectTextRequest.builder()
            .image(PICTURE)
            .filters(
                f ->
                    f.wordFilter(
                            w ->
                                w.minConfidence(90f)
                                    .minBoundingBoxHeight(0.05f)
                                    .minBoundingBoxWidth(0.02f))
                        .regionsOfInterest(
                            RegionOfInterest.builder()
                                .boundingBox(
                                    BoundingBox.builder()
                                        .left(0f)
                                        .top(0.5f)
                                        .width(1f)
                                        .height(0.5f)
                                        .build())
                                .build(),
                            RegionOfInterest.builder()
                                .polygon(point(0, 0), point(1, 0), point(0.5f, 1))
                                .build()))
            .build(),
        calls(
            Operation.DETECT_TEXT,
            Map.of(
                "filters",
                Map.of(
                    "wordFilter",
                    Map.of(
                        "minConfidence",
                        90,
                        "minBoundingBoxHeight",
                        0.05,
                        "minBoundingBoxWidth",
                        0.02),
                    "regionsOfInterest",
                    List.of(
                        Map.of(
                            "boundingBox",
                            Map.of("left", 0, "top", 0.5, "width", 1, "height", 0.5)),
                        Map.of(
                            "polygon",
                            List.of(
                                Map.of("x", 0, "y", 0),
                                Map.of("x", 1, "y", 0),
                                Map.of("x", 0.5, "y", 1))))))));
  }

  @Test
  void shouldCompareWithTheReferenceOfThePicturesBucket() throws Exception {
    assertEquals(
        CompareFacesRequest.builder()
            .sourceImage(Image.builder().bytes(SdkBytes.fromByteArray(SOURCE)).build())
            .targetImage(PICTURE)
            .similarityThreshold(95f)
            .qualityFilter("HIGH")
            .build(),
        calls(
            Operation.COMPARE_FACES,
            Map.of("sourceKey", "a.jpg", "similarityThreshold", 95, "qualityFilter", "HIGH")));
  }

  @Test
  void shouldSendNoParametersThatAreNotConfigured() throws Exception {
    assertEquals(
        DetectTextRequest.builder().image(PICTURE).build(), calls(Operation.DETECT_TEXT, Map.of()));
    assertEquals(
        DetectProtectiveEquipmentRequest.builder().image(PICTURE).build(),
        calls(Operation.DETECT_PROTECTIVE_EQUIPMENT, Map.of()));
    assertEquals(
        DetectModerationLabelsRequest.builder().image(PICTURE).build(),
        calls(Operation.DETECT_MODERATION_LABELS, Map.of()));
    assertEquals(
        DetectLabelsRequest.builder().image(PICTURE).featuresWithStrings("GENERAL_LABELS").build(),
        calls(Operation.DETECT_LABELS, Map.of()));
    assertEquals(
        CompareFacesRequest.builder()
            .sourceImage(Image.builder().bytes(SdkBytes.fromByteArray(SOURCE)).build())
            .targetImage(PICTURE)
            .build(),
        calls(Operation.COMPARE_FACES, Map.of("sourceKey", "a.jpg")));
  }

  @Test
  void shouldTakeUpToTenRegionsOfInterestOfThreeToTenPoints() throws Exception {
    for (int points : List.of(3, 10)) {
      DetectTextRequest request =
          (DetectTextRequest) calls(Operation.DETECT_TEXT, regions(10, points));
      assertEquals(10, request.filters().regionsOfInterest().size());
      assertEquals(points, request.filters().regionsOfInterest().getLast().polygon().size());
    }
    refused(Operation.DETECT_TEXT, regions(11, 3), "give a list of 1 to 10 blocks");
    refused(Operation.DETECT_TEXT, regions(1, 2), "give a list of 3 to 10 blocks");
    refused(Operation.DETECT_TEXT, regions(1, 11), "give a list of 3 to 10 blocks");
  }

  private static Map<String, Object> regions(int regions, int points) {
    var polygon = IntStream.range(0, points).mapToObj(i -> Map.of("x", i / 10.0, "y", 0)).toList();
    var each = IntStream.range(0, regions).mapToObj(i -> Map.of("polygon", polygon)).toList();
    return Map.of("filters", Map.of("regionsOfInterest", each));
  }

  @Test
  void shouldNameAParameterThatIsWrong() {
    refused(Operation.DETECT_FACES, Map.of("attributes", List.of("SMILES")), "SMILES");
    refused(Operation.DETECT_FACES, Map.of("attributes", "ALL"), "'attributes'");
    refused(Operation.DETECT_FACES, Map.of("maxLabels", 3), "'maxLabels' is not known");
    refused(Operation.DETECT_LABELS, Map.of("maxLabels", 0), "'maxLabels' is 0");
    refused(Operation.DETECT_LABELS, Map.of("maxLabels", 2.5), "whole number");
    refused(Operation.DETECT_LABELS, Map.of("minConfidence", 101), "'minConfidence' is 101");
    refused(
        Operation.DETECT_MODERATION_LABELS, Map.of("minConfidence", -1), "'minConfidence' is -1");
    refused(
        Operation.DETECT_MODERATION_LABELS,
        Map.of("projectVersion", "arn"),
        "'projectVersion' is not known");
    refused(
        Operation.RECOGNIZE_CELEBRITIES,
        Map.of("minConfidence", 1),
        "'minConfidence' is not known; there are no parameters");
    refused(Operation.COMPARE_FACES, Map.of(), "'sourceKey' is missing; give the key");
    refused(Operation.COMPARE_FACES, Map.of("sourceKey", 7), "'sourceKey' is '7'; give a text");
    refused(Operation.COMPARE_FACES, Map.of("sourceKey", " "), "'sourceKey' is ' '");
    refused(
        Operation.COMPARE_FACES,
        Map.of("sourceKey", "a", "qualityFilter", "BEST"),
        "'qualityFilter' is BEST; choose from [NONE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          minConfidence          | 'summarizationAttributes.requiredEquipmentTypes' is missing
          requiredEquipmentTypes | 'summarizationAttributes.minConfidence' is missing; give a number
          """)
  void shouldRequireBothPartsOfASummary(String given, String part) {
    Object value = given.equals("minConfidence") ? 80 : List.of("HEAD_COVER");
    refused(
        Operation.DETECT_PROTECTIVE_EQUIPMENT,
        Map.of("summarizationAttributes", Map.of(given, value)),
        part);
  }

  @Test
  void shouldNameThePlaceInsideABlock() {
    text(7, "'filters' is 7; give a block");
    text(Map.of("words", 1), "'filters.words' is not known; known are wordFilter");
    text(
        Map.of("wordFilter", Map.of("minConfidence", 101)),
        "'filters.wordFilter.minConfidence' is 101; give a number from 0.0 to 100.0");
    text(Map.of("regionsOfInterest", List.of()), "'filters.regionsOfInterest' is []");
    text(
        Map.of("regionsOfInterest", List.of(1)),
        "'filters.regionsOfInterest[0]' is 1; give a block");
    text(
        Map.of("regionsOfInterest", List.of(Map.of())),
        "'filters.regionsOfInterest[0].boundingBox' or 'polygon' is needed, and not both");
    text(
        Map.of("regionsOfInterest", List.of(Map.of("boundingBox", Map.of("left", 0)))),
        "'filters.regionsOfInterest[0].boundingBox.top' is missing");
    text(
        Map.of("regionsOfInterest", List.of(Map.of("polygon", List.of(Map.of("x", 0, "y", 0))))),
        "give a list of 3 to 10 blocks");
  }

  private static void text(Object filters, String part) {
    refused(Operation.DETECT_TEXT, Map.of("filters", filters), part);
  }

  private static Point point(float x, float y) {
    return Point.builder().x(x).y(y).build();
  }

  private static RekognitionRequest calls(Operation operation, Map<String, Object> parameters)
      throws Exception {
    RecordedRequests requests = new RecordedRequests();
    SdkPojo answer = of(operation, parameters).in("photos").call(requests.client(), PICTURE);
    assertSame(requests.answer(), answer);
    return requests.only();
  }

  private static ImageOperation of(Operation operation, Map<String, Object> parameters) {
    return ImageOperations.of(
        OperationSettings.ofDefaults(operation, parameters, "us-east-1"),
        (bucket, key, limits) -> {
          assertEquals("photos a.jpg", bucket + " " + key);
          return new Reference(key, "e", SOURCE);
        });
  }

  private static void refused(Operation operation, Map<String, Object> parameters, String part) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> of(operation, parameters)).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.contains(operation.apiName()), message);
  }
}
