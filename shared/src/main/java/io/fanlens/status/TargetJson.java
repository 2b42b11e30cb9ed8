package io.fanlens.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.quota.Micros;
import io.fanlens.settings.Operation;

/** A target as of one read, as JSON; unknown values are absent. */
public final class TargetJson {

  private TargetJson() {}

  public static ObjectNode of(Operation operation, TargetReport report) {
    ObjectNode target = JsonNodeFactory.instance.objectNode();
    target.put("operation", operation.apiName());
    target.put("account", report.quota().target().account());
    target.put("region", report.quota().target().region());
    target.put("permitsPerSecond", report.quota().permitsPerSecond());
    target.put("rate", report.rate());
    target.put("breaker", report.breaker().name());
    report.until().ifPresent(at -> target.put("until", Micros.toInstant(at).toString()));
    target.put("bookedAheadMs", report.bookedAheadMicros() / 1_000);
    target.put("permits", report.counts().permits());
    target.put("unused", report.counts().unused());
    target.put("throttles", report.counts().throttles());
    return target;
  }
}
