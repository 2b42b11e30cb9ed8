package io.fanlens.operations.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.operations.deployment.Deployment;
import io.fanlens.stage.capacity.InFlightLimit;
import io.fanlens.status.TargetJson;
import java.util.Optional;

/** A deployment's status as JSON; unknown values are absent. */
final class StatusJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusJson() {}

  static String of(Deployment deployment, Status status, Optional<ClaimScan.Report> claims) {
    return of(deployment.stack(), deployment.region(), status, claims).toPrettyString();
  }

  static ObjectNode of(
      String stack, String region, Status status, Optional<ClaimScan.Report> claims) {
    ObjectNode all = JSON.createObjectNode();
    all.put("stack", stack);
    all.put("region", region);
    ObjectNode queue = all.putObject("queue");
    queue.put("waiting", status.waiting());
    queue.put("inFlight", status.inFlight());
    queue.put("inFlightLimit", InFlightLimit.MESSAGES);
    queue.put("delayed", status.delayed());
    status.oldest().ifPresent(age -> queue.put("oldestSeconds", age.toSeconds()));
    queue.put("deadLetters", status.deadLetters());
    ObjectNode failed = all.putObject("failed");
    failed.put("days", status.failures().days());
    failed.put("complete", status.failures().complete());
    ObjectNode byCode = failed.putObject("byCode");
    status.failures().byCode().forEach(byCode::put);
    ArrayNode targets = all.putArray("targets");
    status.targets().forEach(line -> targets.add(TargetJson.of(line.operation(), line.report())));
    claims.ifPresent(report -> all.set("claims", claims(report)));
    return all;
  }

  private static ObjectNode claims(ClaimScan.Report report) {
    ObjectNode claims = JSON.createObjectNode();
    claims.put("rows", report.rows());
    claims.put("working", report.working());
    claims.put("handedBack", report.requeued());
    claims.put("stuck", report.stuck());
    ArrayNode named = claims.putArray("named");
    for (ClaimScan.Stuck stuck : report.named()) {
      named
          .addObject()
          .put("id", stuck.id())
          .put("operation", stuck.operation())
          .put("until", stuck.until().toString());
    }
    claims.put("readUnits", report.readUnits());
    return claims;
  }
}
