package io.fanlens.functions.api;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.functions.FirstRead;
import io.fanlens.functions.Priming.Step;
import io.fanlens.functions.PrimingWork;
import io.fanlens.functions.api.request.ApiBody;
import io.fanlens.functions.api.request.ApiOperation;
import io.fanlens.functions.api.request.ApiRequest;
import io.fanlens.functions.api.request.RequestReader;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaTable;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What a first request needs, run before the snapshot. Nothing is billed as a picture, and nothing
 * is changed. The master secret is not read: it would be in the snapshot.
 */
final class ApiPriming {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long NEVER = -1;
  private static final String NOBODY = "FL0000000000000000PR";

  private static final PreparedPicture NO_BYTES =
      new PreparedPicture(
          new byte[0], PictureFormat.JPEG, 0, 0, Optional.empty(), Optional.empty());

  private final Settings settings;
  private final ApiParts parts;

  ApiPriming(Settings settings, ApiParts parts) {
    this.settings = settings;
    this.parts = parts;
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>(new PrimingWork(settings, "").conversions());
    steps.add(new Step("a request of nobody", this::request));
    FirstRead.table(settings, parts.clients())
        .ifPresent(
            table ->
                settings
                    .operations()
                    .forEach(
                        each ->
                            steps.add(
                                new Step(
                                    "the quota of " + each.operation().apiName(),
                                    () -> useQuotaTable(table, each)))));
    Set<Target> seen = new HashSet<>();
    for (OperationSettings operation : settings.operations()) {
      boolean first = true;
      for (TargetSettings target : operation.targets()) {
        // Each target once, for its connection; each operation once, for its request.
        if (seen.add(target.target()) || first) {
          steps.add(
              new Step(
                  "%s at %s".formatted(operation.operation().apiName(), target.target().key()),
                  () -> callTarget(operation, target.target())));
        }
        first = false;
      }
    }
    return steps;
  }

  /** A key that nobody has: the table of clients is read, and the request refused. */
  private Object request() throws InterruptedException {
    String pair =
        Base64.getEncoder().encodeToString((NOBODY + ":-").getBytes(StandardCharsets.UTF_8));
    ApiRequest request =
        new ApiRequest(
            "POST",
            "/v1/{operation}",
            "DetectFaces",
            "/",
            "",
            Map.of("authorization", List.of("Basic " + pair)),
            Map.of(),
            new byte[0],
            "",
            "priming");
    return parts.requests().answer(request, TIMEOUT);
  }

  private static Object useQuotaTable(QuotaTable table, OperationSettings operation)
      throws Exception {
    String group = QuotaPool.of(operation).groups().getFirst().key();
    table.read(group);
    return table.apply(
        group, operation.targets().getFirst().target(), new QuotaStep.Repair(NEVER, NEVER));
  }

  private Object callTarget(OperationSettings configured, Target target) throws Exception {
    ApiOperation operation =
        RequestReader.operation(configured.operation(), ApiBody.object(new byte[] {'{', '}'}));
    try {
      return parts.calls().send(operation, NO_BYTES, target);
    } catch (CallFailedException e) {
      if (e.getCause() instanceof AwsServiceException) {
        return e; // any error will do, the service was reached
      }
      throw e;
    }
  }
}
