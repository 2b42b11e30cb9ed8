package io.fanlens.e2e;

import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.rekognition.control.RekognitionControl;
import java.util.Optional;

/**
 * Answers in place of the local Rekognition's own, which take a second of a slow machine's time.
 */
public final class ScriptedAnswers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ScriptedAnswers() {}

  /** Nothing is found on any picture. */
  public static void nothingFound(RekognitionControl rekognition) {
    ObjectNode faces = JSON.createObjectNode();
    faces.putArray("FaceDetails");
    ObjectNode labels = JSON.createObjectNode();
    labels.putArray("Labels");
    rekognition.script(PipelineCloud.FACES, ANY, request -> Optional.of(faces));
    rekognition.script(PipelineCloud.LABELS, ANY, request -> Optional.of(labels));
  }
}
