package io.fanlens.operations.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.status.TargetJson;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A live view as JSON; unknown values are absent. */
final class LiveJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LiveJson() {}

  static ObjectNode of(LiveView view) {
    ObjectNode all = JSON.createObjectNode();
    all.put("at", view.at().toString());
    ObjectNode queue = all.putObject("queue");
    queue.put("waiting", view.depth().waiting());
    queue.put("inFlight", view.depth().inFlight());
    queue.put("delayed", view.depth().delayed());
    queue.put("deadLetters", view.depth().deadLetters());
    view.picturesPerSecond().ifPresent(rate -> all.put("picturesPerSecond", rounded(rate)));
    ArrayNode targets = all.putArray("targets");
    for (LiveView.TargetView each : view.targets()) {
      ObjectNode target = TargetJson.of(each.operation(), each.report());
      each.callsPerSecond().ifPresent(rate -> target.put("callsPerSecond", rounded(rate)));
      each.throttledShare().ifPresent(share -> target.put("throttledShare", rounded(share)));
      targets.add(target);
    }
    return all;
  }

  private static BigDecimal rounded(double number) {
    return BigDecimal.valueOf(number).setScale(3, RoundingMode.HALF_UP);
  }
}
