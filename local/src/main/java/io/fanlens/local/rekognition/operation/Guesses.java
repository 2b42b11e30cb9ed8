package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.vision.AgeAndGender;
import io.fanlens.local.vision.Expression;
import java.util.Map;

/** What networks guess of a face, in the shapes of DetectFaces. */
final class Guesses {

  /** A range is this wide to each side, or so many years if that is more. */
  private static final float SHARE_OF_AGE = 0.3f;

  private static final float LEAST_YEARS = 10;

  private Guesses() {}

  static ObjectNode ageRange(AgeAndGender guess) {
    float margin = Math.max(LEAST_YEARS, SHARE_OF_AGE * guess.years());
    return JsonNodeFactory.instance
        .objectNode()
        .put("Low", Math.max(0, (int) Math.floor(guess.years() - margin)))
        .put("High", (int) Math.ceil(guess.years() + margin));
  }

  static ObjectNode gender(AgeAndGender guess) {
    boolean isMale = guess.male() >= 0.5;
    return JsonNodeFactory.instance
        .objectNode()
        .put("Value", isMale ? "Male" : "Female")
        .put("Confidence", 100 * Math.max(guess.male(), 1 - guess.male()));
  }

  static ObjectNode smile(Map<Expression, Float> expressions) {
    float happy = expressions.get(Expression.HAPPY);
    return JsonNodeFactory.instance
        .objectNode()
        .put("Value", happy >= 0.5)
        .put("Confidence", 100 * Math.max(happy, 1 - happy));
  }

  /** The likeliest first, as Amazon sorts them. */
  static ArrayNode emotions(Map<Expression, Float> expressions) {
    ArrayNode emotions = JsonNodeFactory.instance.arrayNode();
    expressions.entrySet().stream()
        .sorted(Map.Entry.<Expression, Float>comparingByValue().reversed())
        .forEach(
            emotion ->
                emotions
                    .addObject()
                    .put("Type", emotion.getKey().name())
                    .put("Confidence", 100 * emotion.getValue()));
    return emotions;
  }
}
