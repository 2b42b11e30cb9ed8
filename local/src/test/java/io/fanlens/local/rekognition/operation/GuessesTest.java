package io.fanlens.local.rekognition.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.local.vision.AgeAndGender;
import io.fanlens.local.vision.Expression;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuessesTest {

  @Test
  void shouldGiveTenYearsToEachSideAndMoreToTheOld() {
    assertRange(15, 36, Guesses.ageRange(new AgeAndGender(25.5f, 0)));
    assertRange(42, 78, Guesses.ageRange(new AgeAndGender(60, 0)));
    assertRange(0, 14, Guesses.ageRange(new AgeAndGender(4, 0)));
  }

  @Test
  void shouldBeAsSureOfAWomanAsOfAMan() {
    JsonNode woman = Guesses.gender(new AgeAndGender(30, 0.25f));
    JsonNode man = Guesses.gender(new AgeAndGender(30, 0.75f));

    assertEquals("Female", woman.path("Value").asText());
    assertEquals("Male", man.path("Value").asText());
    assertEquals(75, woman.path("Confidence").asDouble(), 1e-4);
    assertEquals(75, man.path("Confidence").asDouble(), 1e-4);
  }

  @Test
  void shouldCallAHappyFaceASmile() {
    JsonNode happy = Guesses.smile(Map.of(Expression.HAPPY, 0.8f, Expression.CALM, 0.2f));
    JsonNode calm = Guesses.smile(Map.of(Expression.HAPPY, 0.1f, Expression.CALM, 0.9f));

    assertTrue(happy.path("Value").asBoolean());
    assertEquals(80, happy.path("Confidence").asDouble(), 1e-4);
    assertFalse(calm.path("Value").asBoolean());
    assertEquals(90, calm.path("Confidence").asDouble(), 1e-4);
  }

  @Test
  void shouldNameTheLikeliestEmotionFirst() {
    JsonNode emotions =
        Guesses.emotions(
            Map.of(Expression.HAPPY, 0.1f, Expression.FEAR, 0.7f, Expression.SAD, 0.2f));

    assertEquals("FEAR", emotions.at("/0/Type").asText());
    assertEquals(70, emotions.at("/0/Confidence").asDouble(), 1e-4);
    assertEquals("HAPPY", emotions.at("/2/Type").asText());
  }

  private static void assertRange(int low, int high, JsonNode range) {
    assertEquals(low, range.path("Low").asInt(), range::toString);
    assertEquals(high, range.path("High").asInt(), range::toString);
  }
}
