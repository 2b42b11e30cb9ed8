package io.fanlens.e2e.api;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.ApiClient;
import io.fanlens.access.CallLimit;
import io.fanlens.access.ClientKeys;
import io.fanlens.access.MasterKey;
import io.fanlens.aws.DynamoDbClientTable;
import io.fanlens.aws.SecretsManagerMaster;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.FunctionTimes;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.StartCache;
import io.fanlens.e2e.Templates;
import io.fanlens.e2e.operations.Operator;
import io.fanlens.local.lambda.LambdaEvent.ChildOutput;
import io.fanlens.operations.deployment.Deployment;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The stage api on this machine, with one process for each of its functions, and clients. */
final class ApiCloud implements AutoCloseable {

  static final String STACK = "Fanlens-api";

  /** A call ends before the gateway's 29 s are over; all else is patient. */
  private static final int CALL_SECONDS = 15;

  private final PipelineCloud cloud;
  private final Queue<ChildOutput> output;
  private final Queue<ApiKey> keys = new ConcurrentLinkedQueue<>();
  private final Deployment deployment;

  private ApiCloud(PipelineCloud cloud, Queue<ChildOutput> output) {
    this.cloud = cloud;
    this.output = output;
    this.deployment = Operator.deployment(cloud, STACK);
  }

  static PipelineOptions options(Path directory) {
    // A client that is refused tries again after up to four times the longest wait.
    Path template =
        Templates.changed(
            directory, Templates.API, "\\\"maxWaitMillis\\\":5000", "\\\"maxWaitMillis\\\":1000");
    return new PipelineOptions(directory)
        .template(template)
        .times(FunctionTimes.withCallSeconds(CALL_SECONDS))
        .processes(1);
  }

  /**
   * Returns when a first call was answered, for which the function's process had to start. The
   * local Rekognition has seen the pictures by then: a call through the API has only seconds.
   */
  static ApiCloud start(PipelineOptions options) {
    StartCache.record(
        "ApiHandler", () -> startAsItIs(options(StartCache.workplace("api"))).close());
    return startAsItIs(options);
  }

  private static ApiCloud startAsItIs(PipelineOptions options) {
    Queue<ChildOutput> output = new ConcurrentLinkedQueue<>();
    options.listener(
        event -> {
          if (event instanceof ChildOutput printed) {
            output.add(printed);
          }
        });
    ApiCloud api = new ApiCloud(options.start(), output);
    try (JavaClient direct =
        JavaClient.of(api.cloud.cloud().endpoint(), new ApiKey("test", "test"))) {
      direct.callAllSeven();
    }
    api.cloud.cloud().rekognitionCalls().clear();
    PlainCalls warmUp = new PlainCalls(api, api.client("warm-up", CallLimit.NONE));
    Eventually.until(
        "a first answer",
        () -> warmUp.post("DetectText", PipelinePictures.plain("jpeg")).statusCode() == 200);
    return api;
  }

  PipelineCloud pipeline() {
    return cloud;
  }

  Deployment deployment() {
    return deployment;
  }

  URI url() {
    return URI.create(deployment.apiUrl());
  }

  /** What the functions have printed, with this in it. */
  List<String> output(String part) {
    return output.stream().map(ChildOutput::line).filter(line -> line.contains(part)).toList();
  }

  /** So many processes have answered requests, as the function counts them. */
  long answeringProcesses() {
    return output.stream()
        .filter(printed -> printed.line().contains("\"ApiAnswered\":"))
        .map(ChildOutput::childId)
        .distinct()
        .count();
  }

  /** So many requests were refused, as the function counts them. */
  int refused() {
    return output("\"ApiRefused\":").size();
  }

  DynamoDbClientTable clients() {
    return new DynamoDbClientTable(deployment.dynamoDb(), deployment.clientsTable());
  }

  ApiKey client(String name, CallLimit limit) {
    try (SecretsManagerClient secrets = deployment.secretsManager()) {
      MasterKey master =
          new SecretsManagerMaster(secrets, deployment.masterSecret(), InstantSource.system())
              .current();
      ApiClient client =
          ApiClient.created(
              ClientKeys.newKeyId(new SecureRandom()), name, master.id(), limit, Instant.now());
      if (!clients().create(client)) {
        throw new AssertionError("the id was taken");
      }
      ApiKey key = new ApiKey(client.keyId(), master.secretOf(client.keyId(), client.version()));
      keys.add(key);
      return key;
    } catch (AccessUnavailableException e) {
      throw new AssertionError(e);
    }
  }

  /** All that {@link #client} has made. */
  List<ApiKey> keys() {
    return List.copyOf(keys);
  }

  @Override
  public void close() {
    deployment.close();
    cloud.close();
  }
}
