package io.fanlens.stage.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.result.AnswerAttributes;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsResponse;
import software.amazon.awssdk.services.rekognition.model.Emotion;
import software.amazon.awssdk.services.rekognition.model.EmotionName;
import software.amazon.awssdk.services.rekognition.model.FaceDetail;
import software.amazon.awssdk.services.rekognition.model.Label;
import software.amazon.awssdk.services.rekognition.model.LabelAlias;
import software.amazon.awssdk.services.rekognition.model.LabelCategory;
import software.amazon.awssdk.services.rekognition.model.Landmark;
import software.amazon.awssdk.services.rekognition.model.LandmarkType;
import software.amazon.awssdk.services.rekognition.model.Parent;

/** Measures full answers by DynamoDB's rules of an item's size (Developer Guide, "Item sizes"). */
class RowSizeTest {

  private static final float ANY = 87.12346f;

  @Test
  void shouldKnowTheSizeOfAFaceWithAllAttributes() {
    FaceDetail face =
        frame()
            .ageRange(a -> a.low(23).high(37))
            .smile(s -> s.value(true).confidence(ANY))
            .eyeglasses(e -> e.value(false).confidence(ANY))
            .sunglasses(e -> e.value(false).confidence(ANY))
            .gender(g -> g.value("Female").confidence(ANY))
            .beard(b -> b.value(false).confidence(ANY))
            .mustache(b -> b.value(false).confidence(ANY))
            .eyesOpen(b -> b.value(true).confidence(ANY))
            .mouthOpen(b -> b.value(false).confidence(ANY))
            .faceOccluded(b -> b.value(false).confidence(ANY))
            .eyeDirection(d -> d.yaw(ANY).pitch(ANY).confidence(ANY))
            .emotions(
                EmotionName.knownValues().stream()
                    .map(name -> Emotion.builder().type(name).confidence(ANY).build())
                    .toList())
            .landmarks(landmarks(LandmarkType.values().length))
            .build();

    assertEquals(RowSize.FACE_KB, kilobytes(face), 0.3);
  }

  @Test
  void shouldKnowTheSizeOfAFaceWithoutAttributes() {
    assertEquals(
        RowSize.FACE_WITHOUT_ATTRIBUTES_KB,
        kilobytes(frame().landmarks(landmarks(5)).build()),
        0.1);
  }

  @Test
  void shouldKnowTheSizeOfALabel() {
    Label label =
        Label.builder()
            .name("Photography")
            .confidence(ANY)
            .parents(List.of(parent("Person"), parent("Indoors")))
            .categories(List.of(LabelCategory.builder().name("Hobbies and Interests").build()))
            .aliases(List.of(LabelAlias.builder().name("Photo").build()))
            .build();
    double kilobytes =
        size(AnswerAttributes.of(DetectLabelsResponse.builder().labels(label).build())) / 1024.0;

    assertEquals(RowSize.LABEL_KB, kilobytes, 0.05);
  }

  @Test
  void shouldAddUpTheRow() {
    assertEquals(0.8 + 30 * 2.1, RowSize.kilobytes(Stages.FACES, 30), 1e-9);
    OperationSettings bare =
        new OperationSettings(
            Operation.DETECT_FACES,
            Map.of("attributes", List.of("DEFAULT")),
            Stages.FACES.targets());
    assertEquals(0.8 + 30 * 0.35, RowSize.kilobytes(bare, 30), 1e-9);
  }

  private static Parent parent(String name) {
    return Parent.builder().name(name).build();
  }

  private static FaceDetail.Builder frame() {
    return FaceDetail.builder()
        .boundingBox(BoundingBox.builder().width(ANY).height(ANY).left(ANY).top(ANY).build())
        .confidence(ANY)
        .pose(p -> p.roll(ANY).yaw(ANY).pitch(ANY))
        .quality(q -> q.brightness(ANY).sharpness(ANY));
  }

  private static List<Landmark> landmarks(int count) {
    return Arrays.stream(LandmarkType.values())
        .filter(type -> type != LandmarkType.UNKNOWN_TO_SDK_VERSION)
        .limit(count)
        .map(type -> Landmark.builder().type(type).x(ANY).y(ANY).build())
        .toList();
  }

  private static double kilobytes(FaceDetail face) {
    return size(AnswerAttributes.of(DetectFacesResponse.builder().faceDetails(face).build()))
        / 1024.0;
  }

  private static int size(Map<String, AttributeValue> map) {
    return map.entrySet().stream()
        .mapToInt(entry -> bytes(entry.getKey()) + size(entry.getValue()))
        .sum();
  }

  private static int size(AttributeValue value) {
    return switch (value.type()) {
      case S -> bytes(value.s());
      case N -> value.n().replaceAll("[-.]", "").length() / 2 + 2;
      case BOOL, NUL -> 1;
      case M -> 3 + value.m().size() + size(value.m());
      case L -> 3 + value.l().size() + value.l().stream().mapToInt(RowSizeTest::size).sum();
      default -> throw new AssertionError(value.type());
    };
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
