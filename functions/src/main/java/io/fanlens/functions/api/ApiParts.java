package io.fanlens.functions.api;

import io.fanlens.access.CallLimits;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.aws.AwsClients;
import io.fanlens.aws.DynamoDbAnswerTable;
import io.fanlens.aws.DynamoDbClientTable;
import io.fanlens.aws.DynamoDbCountTable;
import io.fanlens.aws.RekognitionTargets;
import io.fanlens.aws.S3References;
import io.fanlens.aws.SecretsManagerMaster;
import io.fanlens.functions.Routing;
import io.fanlens.functions.api.request.RequestReader;
import io.fanlens.functions.metrics.ApiMetrics;
import io.fanlens.functions.metrics.BatchMetrics;
import io.fanlens.functions.metrics.MeasuredCalls;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.quota.QuotaRules;
import io.fanlens.settings.ApiSettings;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import io.fanlens.spending.SpendingStop;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The API with the real clients. Creating it makes no calls.
 *
 * @param calls without metrics, for priming
 * @param clients open until this is closed
 */
record ApiParts(
    ApiRequests requests,
    ApiMetrics metrics,
    BatchMetrics callMetrics,
    Optional<SpendingStop> spending,
    TargetCall calls,
    AwsClients clients)
    implements AutoCloseable {

  /** A client waits, so the table of clients has no longer than this for one request. */
  private static final Duration CLIENTS_TIMEOUT = Duration.ofSeconds(2);

  static ApiParts of(Settings settings, ApiSettings api, String stack) {
    InstantSource clock = InstantSource.system();
    // Secure: functions restored from one snapshot would share any other generator's state.
    RandomGenerator random = new SecureRandom();
    AwsClients clients = AwsClients.of(settings);
    Map<Operation, OperationSettings> offered = new EnumMap<>(Operation.class);
    for (OperationSettings operation : settings.operations()) {
      offered.put(operation.operation(), operation);
    }
    PrintStream out = System.out;
    BatchMetrics callMetrics = new BatchMetrics(stack, clock, out);
    QuotaRules rules = QuotaRules.calls(api.maxWait(), api.share());
    Routing routing = Routing.of(settings, rules, clients, clock, random, callMetrics);
    TargetCall calls = new RekognitionTargets(clients::rekognition);
    Refusals refusals = new Refusals(rules.reservation().role(), clock, random);
    ApiCore core =
        new ApiCore(
            offered,
            new CallLimits(
                new DynamoDbCountTable(clients.quotaDynamoDb(CLIENTS_TIMEOUT), api.clientsTable()),
                clock),
            new ApiPictures(
                new S3References(clients.s3()),
                new PicturePreparer(settings.maxPixels()),
                api.bucket()),
            new MeasuredCalls(calls, callMetrics, clock),
            billed -> routing.limited(operation -> billed),
            refusals,
            clock,
            random);
    Callers callers =
        new Callers(
            new DynamoDbClientTable(clients.dynamoDb(), api.clientsTable()),
            new SecretsManagerMaster(clients.secretsManager(), api.secret(), clock),
            clock);
    IdempotentCalls idempotent =
        new IdempotentCalls(
            core, new DynamoDbAnswerTable(clients.dynamoDb(), api.clientsTable()), clock);
    RequestReader reader = new RequestReader(api.bucket(), api.maxWait());
    ApiRequests requests =
        new ApiRequests(
            new ProtocolDoor(callers, core, idempotent, reader, clock),
            new PlainDoor(
                callers, core, idempotent, reader, api.forAnonymous(), new Cors(api.cors()), clock),
            refusals,
            settings.timings().call(),
            clock);
    return new ApiParts(
        requests,
        new ApiMetrics(stack, clock, out),
        callMetrics,
        routing.spending(),
        calls,
        clients);
  }

  /** After this the process may be frozen, or never run again. */
  void end(Duration left) {
    Routing.returnUnused(spending, left);
    callMetrics.flush();
    metrics.flush();
  }

  @Override
  public void close() {
    clients.close();
  }
}
