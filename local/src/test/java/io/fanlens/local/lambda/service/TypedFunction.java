package io.fanlens.local.lambda.service;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A function of objects: fails each message when it is received first. */
public final class TypedFunction
    implements RequestHandler<Map<String, List<Map<String, Object>>>, Map<String, Object>> {

  @Override
  public Map<String, Object> handleRequest(
      Map<String, List<Map<String, Object>>> event, Context context) {
    List<Map<String, Object>> failures = new ArrayList<>();
    for (Map<String, Object> message : event.get("Records")) {
      Object receives = ((Map<?, ?>) message.get("attributes")).get("ApproximateReceiveCount");
      System.out.println("RECEIVES " + receives);
      if (receives.equals("1")) {
        failures.add(Map.of("itemIdentifier", message.get("messageId")));
      }
    }
    return Map.of("batchItemFailures", failures);
  }
}
