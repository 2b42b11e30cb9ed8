package io.fanlens.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.settings.Operation;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.model.Celebrity;
import software.amazon.awssdk.services.rekognition.model.CompareFacesMatch;
import software.amazon.awssdk.services.rekognition.model.CompareFacesResponse;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsResponse;
import software.amazon.awssdk.services.rekognition.model.DetectModerationLabelsResponse;
import software.amazon.awssdk.services.rekognition.model.DetectProtectiveEquipmentResponse;
import software.amazon.awssdk.services.rekognition.model.DetectTextResponse;
import software.amazon.awssdk.services.rekognition.model.FaceDetail;
import software.amazon.awssdk.services.rekognition.model.Label;
import software.amazon.awssdk.services.rekognition.model.ModerationLabel;
import software.amazon.awssdk.services.rekognition.model.ProtectiveEquipmentPerson;
import software.amazon.awssdk.services.rekognition.model.RecognizeCelebritiesResponse;
import software.amazon.awssdk.services.rekognition.model.TextDetection;
import software.amazon.awssdk.services.rekognition.model.TextTypes;

class FoundTest {

  @Test
  void shouldCountFacesPersonsAndMatches() {
    FaceDetail face = FaceDetail.builder().confidence(99f).build();
    assertEquals("1 face", found(Operation.DETECT_FACES, faces(face)));
    assertEquals("2 faces", found(Operation.DETECT_FACES, faces(face, face)));
    assertEquals(
        "1 person",
        found(
            Operation.DETECT_PROTECTIVE_EQUIPMENT,
            DetectProtectiveEquipmentResponse.builder()
                .persons(ProtectiveEquipmentPerson.builder().id(0).build())
                .build()));
    assertEquals(
        "2 matches",
        found(
            Operation.COMPARE_FACES,
            CompareFacesResponse.builder()
                .faceMatches(
                    CompareFacesMatch.builder().similarity(99f).build(),
                    CompareFacesMatch.builder().similarity(90f).build())
                .build()));
  }

  @Test
  void shouldNameLabelsAndCelebritiesWithTheirShare() {
    assertEquals("Cup 98%, Table 92%", found(Operation.DETECT_LABELS, labels("Cup", "Table")));
    assertEquals(
        "Violence 85%",
        found(
            Operation.DETECT_MODERATION_LABELS,
            DetectModerationLabelsResponse.builder()
                .moderationLabels(
                    ModerationLabel.builder().name("Violence").confidence(84.5f).build())
                .build()));
    assertEquals(
        "Jane Doe 97%",
        found(
            Operation.RECOGNIZE_CELEBRITIES,
            RecognizeCelebritiesResponse.builder()
                .celebrityFaces(Celebrity.builder().name("Jane Doe").matchConfidence(97f).build())
                .build()));
  }

  @Test
  void shouldJoinTheLinesOfATextAndLeaveOutItsWords() {
    assertEquals(
        "AB12 CDE / EXIT",
        found(
            Operation.DETECT_TEXT,
            DetectTextResponse.builder()
                .textDetections(
                    text(TextTypes.LINE, "AB12 CDE"),
                    text(TextTypes.LINE, "EXIT"),
                    text(TextTypes.WORD, "AB12"),
                    text(TextTypes.WORD, "CDE"),
                    text(TextTypes.WORD, "EXIT"))
                .build()));
  }

  @Test
  void shouldBeAbsentWhenNothingWasFound() {
    assertEquals(Optional.empty(), optional(Operation.DETECT_FACES, faces()));
    assertEquals(Optional.empty(), optional(Operation.DETECT_LABELS, labels()));
    assertEquals(
        Optional.empty(), optional(Operation.DETECT_TEXT, DetectTextResponse.builder().build()));
  }

  @Test
  void shouldBeOneLineThatAnyJsonCanHold() {
    assertEquals(
        "say 'a/b' twice",
        found(
            Operation.DETECT_TEXT,
            DetectTextResponse.builder()
                .textDetections(text(TextTypes.LINE, "say \"a\\b\"\n\ttwice"))
                .build()));
  }

  @Test
  void shouldBeCutAt256CharactersAndNotWithinOne() {
    String longest = "x".repeat(256);
    assertEquals(longest, found(Operation.DETECT_TEXT, line(longest)));
    assertEquals("x".repeat(253) + "...", found(Operation.DETECT_TEXT, line(longest + "y")));
    String smiley = "\uD83D\uDE00";
    assertEquals(
        "x".repeat(252) + "...",
        found(Operation.DETECT_TEXT, line("x".repeat(252) + smiley + "yyy")));
  }

  private static SdkPojo faces(FaceDetail... faces) {
    return DetectFacesResponse.builder().faceDetails(faces).build();
  }

  private static SdkPojo labels(String... names) {
    return DetectLabelsResponse.builder()
        .labels(
            IntStream.range(0, names.length)
                .mapToObj(i -> Label.builder().name(names[i]).confidence(98.4f - 6.6f * i).build())
                .toList())
        .build();
  }

  private static SdkPojo line(String text) {
    return DetectTextResponse.builder().textDetections(text(TextTypes.LINE, text)).build();
  }

  private static TextDetection text(TextTypes type, String text) {
    return TextDetection.builder().type(type).detectedText(text).build();
  }

  private static String found(Operation operation, SdkPojo answer) {
    return optional(operation, answer).orElseThrow();
  }

  private static Optional<String> optional(Operation operation, SdkPojo answer) {
    return Found.in(operation, AnswerAttributes.of(answer));
  }
}
