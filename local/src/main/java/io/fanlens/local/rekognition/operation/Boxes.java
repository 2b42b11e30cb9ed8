package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.vision.Box;

/** A box as Rekognition's {@code BoundingBox}. */
final class Boxes {

  private Boxes() {}

  static ObjectNode json(Box box) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Width", box.width())
        .put("Height", box.height())
        .put("Left", box.left())
        .put("Top", box.top());
  }
}
