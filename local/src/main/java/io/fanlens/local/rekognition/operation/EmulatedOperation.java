package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.settings.Operation;
import java.util.Optional;

/**
 * An operation that is implemented. A new one takes a class like {@link EmulatedDetectFaces} and a
 * line in the service.
 */
public interface EmulatedOperation {

  Operation operation();

  /** A sentence on what its answers lack, if they lack the operation's main result. */
  default Optional<String> shortcoming() {
    return Optional.empty();
  }

  /** Validates the request, analyzes its pictures, and returns the response. */
  ObjectNode answer(JsonNode request, RequestPictures pictures)
      throws ServiceError, InterruptedException;
}
