package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.settings.Operation;
import java.util.Optional;

/**
 * An operation that is really answered. A new one is one class like {@link DetectFaces} and one
 * line in the service.
 */
public interface EmulatedOperation {

  Operation operation();

  /** A sentence on what its answers lack, where they lack what the operation is for. */
  default Optional<String> shortcoming() {
    return Optional.empty();
  }

  /** Checks the request, looks at its pictures, and gives the answer's JSON. */
  ObjectNode answer(JsonNode request, RequestPictures pictures)
      throws ServiceError, InterruptedException;
}
