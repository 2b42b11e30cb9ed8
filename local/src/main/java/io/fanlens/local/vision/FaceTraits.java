package io.fanlens.local.vision;

import io.fanlens.local.vision.graph.AgeGraph;
import io.fanlens.local.vision.graph.ExpressionGraph;
import io.fanlens.local.vision.graph.FacePlanes;
import io.fanlens.local.vision.onnx.OnnxNetwork;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.Region;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Guesses age, gender and expression of faces that were found. Thread-safe. */
public final class FaceTraits implements AutoCloseable {

  private static final int SIDE = AgeGraph.SIDE;

  private final OnnxNetwork ages =
      new OnnxNetwork("face-api age and gender", () -> AgeGraph.onnx(Weights.ages()));
  private final OnnxNetwork expressions =
      new OnnxNetwork("face-api expression", () -> ExpressionGraph.onnx(Weights.expressions()));

  public AgeAndGender ageAndGender(Photo photo, Face face) {
    return ageAndGender(upright(photo, face));
  }

  /** Of an upright face of 112 x 112 px, three values each from 0 to 255. */
  AgeAndGender ageAndGender(float[] rgb) {
    Map<String, float[]> outputs = ages.outputs(FacePlanes.of(rgb, SIDE), 1, 3, SIDE, SIDE);
    return new AgeAndGender(
        Math.max(0, outputs.get(AgeGraph.AGE)[0]), outputs.get(AgeGraph.GENDER)[0]);
  }

  /** The probability of each expression; together they are 1. */
  public Map<Expression, Float> expressions(Photo photo, Face face) {
    return expressions(upright(photo, face));
  }

  /** Of the same input. */
  Map<Expression, Float> expressions(float[] rgb) {
    float[] probabilities = expressions.run(FacePlanes.of(rgb, SIDE), 1, 3, SIDE, SIDE);
    Map<Expression, Float> byExpression = new EnumMap<>(Expression.class);
    Expression[] inOrder = Expression.values();
    for (int i = 0; i < inOrder.length; i++) {
      byExpression.put(inOrder[i], probabilities[i]);
    }
    return byExpression;
  }

  /** The box without more around it told most faces right. */
  private static float[] upright(Photo photo, Face face) {
    Box box = face.box();
    float width = box.width() * photo.width();
    float height = box.height() * photo.height();
    Region square =
        new Region(
            box.left() * photo.width() + width / 2,
            box.top() * photo.height() + height / 2,
            Math.max(width, height),
            (float) Math.toRadians(face.pose().roll()));
    float[] rgb = new float[SIDE * SIDE * 3];
    photo.sample(square, SIDE, 0, 255, rgb);
    return rgb;
  }

  public List<OnnxNetwork> networks() {
    return List.of(ages, expressions);
  }

  @Override
  public void close() {
    networks().forEach(OnnxNetwork::close);
  }
}
