package io.fanlens.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;
import software.amazon.awssdk.services.rekognition.model.Emotion;
import software.amazon.awssdk.services.rekognition.model.FaceDetail;
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

  @Test
  void shouldLeaveOutNumbersThatDynamoDbCannotHold() {
    Map<String, AttributeValue> box =
        AnswerAttributes.of(BoundingBox.builder().width(Float.NaN).height(0.5f).build());
    assertEquals(Set.of("Height"), box.keySet());
  }
}
