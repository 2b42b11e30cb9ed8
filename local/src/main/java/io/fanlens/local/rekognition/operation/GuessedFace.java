package io.fanlens.local.rekognition.operation;

import io.fanlens.local.vision.AgeAndGender;
import io.fanlens.local.vision.Expression;
import io.fanlens.local.vision.Face;
import java.util.Map;
import java.util.Optional;

/**
 * A face with what networks guess of it.
 *
 * @param age empty if it was not asked for
 * @param expressions the probability of each, empty if they were not asked for
 */
record GuessedFace(Face face, Optional<AgeAndGender> age, Map<Expression, Float> expressions) {

  GuessedFace {
    expressions = Map.copyOf(expressions);
  }

  GuessedFace(Face face) {
    this(face, Optional.empty(), Map.of());
  }
}
