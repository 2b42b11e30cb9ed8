package io.fanlens.analysis.operation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.RekognitionRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** A client that records its requests and gives each an empty answer. */
final class RecordedRequests {

  private final List<RekognitionRequest> requests = new ArrayList<>();
  private SdkPojo answer;

  RekognitionClient client() {
    return (RekognitionClient)
        Proxy.newProxyInstance(
            RekognitionClient.class.getClassLoader(),
            new Class<?>[] {RekognitionClient.class},
            (proxy, method, arguments) -> {
              if (arguments[0] instanceof RekognitionRequest request) {
                requests.add(request);
                answer = empty(method.getReturnType());
                return answer;
              }
              return InvocationHandler.invokeDefault(proxy, method, arguments);
            });
  }

  private static SdkPojo empty(Class<?> answer) throws ReflectiveOperationException {
    return (SdkPojo) ((SdkBuilder<?, ?>) answer.getMethod("builder").invoke(null)).build();
  }

  /** The answer to the last request. */
  SdkPojo answer() {
    return answer;
  }

  RekognitionRequest only() {
    if (requests.size() != 1) {
      throw new AssertionError("requests: " + requests);
    }
    return requests.getFirst();
  }
}
