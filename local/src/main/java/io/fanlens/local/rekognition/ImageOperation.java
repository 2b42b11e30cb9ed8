package io.fanlens.local.rekognition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.settings.Operation;

/**
 * An operation that is really answered. A new one is one class like {@link DetectFaces} and one
 * line in the service.
 */
interface ImageOperation {

  Operation operation();

  /** Checks the request, looks at its pictures, and gives the answer's JSON. */
  ObjectNode answer(JsonNode request, Pictures pictures) throws ServiceError, InterruptedException;
}
