package io.fanlens.e2e;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.rekognition.control.RekognitionControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Calls of DetectFaces that are answered when a test says so, and not after a time. */
public final class HeldCalls {

  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

  /** The next call for exactly these bytes is in flight until the latch is counted down. */
  public CountDownLatch holdNext(byte[] picture) {
    CountDownLatch released = new CountDownLatch(1);
    held.put(PipelinePictures.digest(picture), released);
    return released;
  }

  public void script(RekognitionControl rekognition) {
    rekognition.script(FACES, ANY, this::answer);
  }

  /** Whether the call to be held is in flight, or was. */
  public boolean hasArrived(byte[] picture) {
    return !held.containsKey(PipelinePictures.digest(picture));
  }

  private Optional<JsonNode> answer(JsonNode request) {
    CountDownLatch released = held.remove(PipelinePictures.digest(bytes(request)));
    if (released != null) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    ObjectNode answer = new ObjectMapper().createObjectNode();
    answer.putArray("FaceDetails");
    return Optional.of(answer);
  }

  private static byte[] bytes(JsonNode request) {
    try {
      return request.at("/Image/Bytes").binaryValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
