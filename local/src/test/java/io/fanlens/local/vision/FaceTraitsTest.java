package io.fanlens.local.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.vision.graph.AgeGraph;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.PhotoReader;
import io.fanlens.local.vision.photo.TestPhotos;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaceTraitsTest {

  private static final int SIDE = AgeGraph.SIDE;

  private static FaceTraits traits;

  @BeforeAll
  static void load() {
    traits = new FaceTraits();
  }

  @AfterAll
  static void close() {
    traits.close();
  }

  @Test
  void shouldAnswerAsFaceApiDoes() {
    assertReference("pattern", ReferenceNumbers.pattern(SIDE * SIDE * 3, 0, 255));
    assertReference("ramp", ramp());
  }

  private static void assertReference(String name, float[] face) {
    float[] age = ReferenceNumbers.of("age-" + name).getFirst();
    float[] expressions = ReferenceNumbers.of("expression-" + name).getFirst();

    AgeAndGender guess = traits.ageAndGender(face);
    Map<Expression, Float> probabilities = traits.expressions(face);

    assertEquals(age[0], guess.years(), 1e-3);
    assertEquals(age[1], guess.male(), 1e-4);
    List<Float> actual = List.copyOf(probabilities.values());
    for (int i = 0; i < expressions.length; i++) {
      assertEquals(expressions[i], actual.get(i), 1e-4, name + ' ' + i);
    }
  }

  @Test
  void shouldSeeASmilingWoman() throws Exception {
    Photo photo = PhotoReader.read(TestPhotos.astronaut());
    try (FaceFinder finder = new FaceFinder()) {
      Face face = finder.find(photo).getFirst();

      assertEquals(35, traits.ageAndGender(photo, face).years(), 10);
      assertTrue(traits.ageAndGender(photo, face).male() < 0.5);
      assertTrue(traits.expressions(photo, face).get(Expression.HAPPY) > 0.9);
    }
  }

  /** Grey, brighter to the right. */
  private static float[] ramp() {
    float[] face = new float[SIDE * SIDE * 3];
    for (int i = 0; i < face.length; i++) {
      face[i] = 255f * (i / 3 % SIDE) / (SIDE - 1);
    }
    return face;
  }
}
