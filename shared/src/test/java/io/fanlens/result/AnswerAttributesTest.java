package io.fanlens.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.CompareFacesResponse;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsResponse;
import software.amazon.awssdk.services.rekognition.model.DetectModerationLabelsResponse;
import software.amazon.awssdk.services.rekognition.model.DetectProtectiveEquipmentResponse;
import software.amazon.awssdk.services.rekognition.model.DetectTextResponse;
import software.amazon.awssdk.services.rekognition.model.Emotion;
import software.amazon.awssdk.services.rekognition.model.FaceDetail;
import software.amazon.awssdk.services.rekognition.model.RecognizeCelebritiesResponse;
import software.amazon.awssdk.services.rekognition.model.Smile;

class AnswerAttributesTest {

  @Test
  void shouldKeepTheServicesNamesAndNesting() {
    Map<String, AttributeValue> attributes =
        AnswerAttributes.of(
            DetectFacesResponse.builder()
                .faceDetails(
                    FaceDetail.builder()
                        .boundingBox(BoundingBox.builder().width(0.1f).left(-0.025f).build())
                        .smile(Smile.builder().value(true).confidence(99.9f).build())
                        .emotions(Emotion.builder().type("HAPPY").confidence(1e-5f).build())
                        .build())
                .build());
    Map<String, AttributeValue> face = attributes.get("FaceDetails").l().getFirst().m();
    assertEquals("0.1", face.get("BoundingBox").m().get("Width").n());
    assertEquals("-0.025", face.get("BoundingBox").m().get("Left").n());
    assertEquals(true, face.get("Smile").m().get("Value").bool());
    assertEquals("HAPPY", face.get("Emotions").l().getFirst().m().get("Type").s());
    assertEquals("0.000010", face.get("Emotions").l().getFirst().m().get("Confidence").n());
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("FaceDetails", DetectFacesResponse.builder()),
        Arguments.of("Labels", DetectLabelsResponse.builder()),
        Arguments.of("ModerationLabels", DetectModerationLabelsResponse.builder()),
        Arguments.of("TextDetections", DetectTextResponse.builder()),
        Arguments.of("Persons", DetectProtectiveEquipmentResponse.builder()),
        Arguments.of("CelebrityFaces", RecognizeCelebritiesResponse.builder()),
        Arguments.of("FaceMatches", CompareFacesResponse.builder()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void shouldKeepEveryFieldOfEveryAnswer(String list, SdkPojo builder) {
    SdkPojo answer = FullAnswer.of(builder);
    Map<String, AttributeValue> attributes = AnswerAttributes.of(answer);
    assertEquals(2, attributes.get(list).l().size());
    assertHolds(answer, attributes);
  }

  private static void assertHolds(SdkPojo pojo, Map<String, AttributeValue> attributes) {
    assertEquals(pojo.sdkFields().size(), attributes.size());
    for (SdkField<?> field : pojo.sdkFields()) {
      assertHolds(field.getValueOrDefault(pojo), attributes.get(field.memberName()));
    }
  }

  private static void assertHolds(Object value, AttributeValue attribute) {
    switch (value) {
      case String text -> assertEquals(text, attribute.s());
      case Boolean truth -> assertEquals(truth, attribute.bool());
      case Number number -> assertEquals(number.doubleValue(), Double.parseDouble(attribute.n()));
      case SdkPojo nested -> assertHolds(nested, attribute.m());
      case List<?> list -> {
        assertEquals(2, attribute.l().size());
        assertHolds(list.getFirst(), attribute.l().getFirst());
      }
      default -> throw new AssertionError("unexpected " + value);
    }
  }

  @Test
  void shouldLeaveOutWhatTheServiceDidNotSend() {
    Map<String, AttributeValue> attributes =
        AnswerAttributes.of(
            DetectFacesResponse.builder().faceDetails(FaceDetail.builder().build()).build());
    assertEquals(Set.of("FaceDetails"), attributes.keySet());
    assertTrue(attributes.get("FaceDetails").l().getFirst().m().isEmpty());
  }

  @Test
  void shouldKeepAListThatWasSentEmpty() {
    Map<String, AttributeValue> attributes =
        AnswerAttributes.of(DetectFacesResponse.builder().faceDetails(List.of()).build());
    assertTrue(attributes.get("FaceDetails").hasL());
    assertTrue(attributes.get("FaceDetails").l().isEmpty());
    assertFalse(
        AnswerAttributes.of(DetectFacesResponse.builder().build()).containsKey("FaceDetails"));
  }

  /** No answer about a picture has doubles or maps so far. */
  @Test
  void shouldKeepDoublesAsDecimalsAndMapsAsMaps() {
    Map<String, AttributeValue> attributes =
        AnswerAttributes.of(
            ConsumedCapacity.builder()
                .capacityUnits(1e-7)
                .globalSecondaryIndexes(
                    Map.of("byHour", Capacity.builder().capacityUnits(2.5).build()))
                .build());
    assertEquals(Set.of("CapacityUnits", "GlobalSecondaryIndexes"), attributes.keySet());
    assertEquals("0.00000010", attributes.get("CapacityUnits").n());
    Map<String, AttributeValue> indexes = attributes.get("GlobalSecondaryIndexes").m();
    assertEquals("2.5", indexes.get("byHour").m().get("CapacityUnits").n());
    assertEquals(
        Set.of(),
        AnswerAttributes.of(ConsumedCapacity.builder().capacityUnits(Double.NaN).build()).keySet());
  }

  @Test
  void shouldLeaveOutNumbersThatDynamoDbCannotHold() {
    Map<String, AttributeValue> box =
        AnswerAttributes.of(BoundingBox.builder().width(Float.NaN).height(0.5f).build());
    assertEquals(Set.of("Height"), box.keySet());
  }
}
