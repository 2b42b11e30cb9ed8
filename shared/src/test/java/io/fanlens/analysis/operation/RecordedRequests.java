package io.fanlens.analysis.operation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.RekognitionRequest;

/** A client that records its requests and answers nothing. */
final class RecordedRequests {

  private final List<RekognitionRequest> requests = new ArrayList<>();

  RekognitionClient client() {
    return (RekognitionClient)
        Proxy.newProxyInstance(
            RekognitionClient.class.getClassLoader(),
            new Class<?>[] {RekognitionClient.class},
            (proxy, method, arguments) -> {
              if (arguments[0] instanceof RekognitionRequest request) {
                requests.add(request);
                return null;
              }
              return InvocationHandler.invokeDefault(proxy, method, arguments);
            });
  }

  RekognitionRequest only() {
    if (requests.size() != 1) {
      throw new AssertionError("requests: " + requests);
    }
    return requests.getFirst();
  }
}
