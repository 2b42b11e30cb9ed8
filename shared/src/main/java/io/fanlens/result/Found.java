package io.fanlens.result;

import io.fanlens.settings.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an answer says in a few words, for lists and for rules on events: {@code 3 faces}, {@code
 * Cup 98%, Table 91%}, or the text that was read. It is one line, without quotation marks and
 * backslashes, so that it can be inserted into any JSON.
 */
final class Found {

  /** The rest is in the answer. */
  static final int MOST_CHARACTERS = 256;

  private Found() {}

  /** Empty when nothing was found. */
  static Optional<String> in(Operation operation, Map<String, AttributeValue> answer) {
    String words =
        switch (operation) {
          case DETECT_FACES -> counted(answer, "FaceDetails", "face", "faces");
          case DETECT_LABELS -> named(answer, "Labels", "Confidence");
          case DETECT_MODERATION_LABELS -> named(answer, "ModerationLabels", "Confidence");
          case DETECT_TEXT -> lines(answer);
          case DETECT_PROTECTIVE_EQUIPMENT -> counted(answer, "Persons", "person", "persons");
          case RECOGNIZE_CELEBRITIES -> named(answer, "CelebrityFaces", "MatchConfidence");
          case COMPARE_FACES -> counted(answer, "FaceMatches", "match", "matches");
        };
    return Optional.of(words).filter(each -> !each.isEmpty()).map(Found::oneLine);
  }

  private static String counted(
      Map<String, AttributeValue> answer, String list, String one, String many) {
    int count = list(answer, list).size();
    return switch (count) {
      case 0 -> "";
      case 1 -> "1 " + one;
      default -> count + " " + many;
    };
  }

  private static String named(Map<String, AttributeValue> answer, String list, String share) {
    return elements(answer, list)
        .map(each -> text(each, "Name") + percent(each.get(share)))
        .collect(Collectors.joining(", "));
  }

  private static String percent(AttributeValue share) {
    return share == null ? "" : " %d%%".formatted(Math.round(Double.parseDouble(share.n())));
  }

  private static String lines(Map<String, AttributeValue> answer) {
    return elements(answer, "TextDetections")
        .filter(each -> text(each, "Type").equals("LINE"))
        .map(each -> text(each, "DetectedText"))
        .collect(Collectors.joining(" / "));
  }

  private static Stream<Map<String, AttributeValue>> elements(
      Map<String, AttributeValue> answer, String list) {
    return list(answer, list).stream().map(AttributeValue::m);
  }

  private static List<AttributeValue> list(Map<String, AttributeValue> answer, String name) {
    return answer.getOrDefault(name, AttributeValue.fromL(List.of())).l();
  }

  private static String text(Map<String, AttributeValue> element, String name) {
    return element.getOrDefault(name, AttributeValue.fromS("")).s();
  }

  private static String oneLine(String words) {
    return ShortText.of(
        words.replaceAll("\\p{Cntrl}+", " ").replace('"', '\'').replace('\\', '/').strip(),
        MOST_CHARACTERS);
  }
}
