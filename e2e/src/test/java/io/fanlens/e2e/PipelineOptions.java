package io.fanlens.e2e;

import io.fanlens.local.cloud.LocalCloud;
import io.fanlens.local.cloud.LocalCloudHooks;
import io.fanlens.local.cloud.LocalCloudOptions;
import io.fanlens.local.gateway.RequestFilter;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.LambdaOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a test's pipeline differs from the default stage: patient times, messages that are visible
 * again as soon as they are requeued, and the real zip under the real template.
 */
public final class PipelineOptions {

  private static final Path ZIP = Path.of("../functions/target/fanlens-functions.zip");

  /** A process may take this long to start; the patient times allow for it. */
  private static final Duration START = Duration.ofMinutes(2);

  private final Path directory;
  private final Map<String, Object> settings = new HashMap<>();
  private Path template = Templates.DEFAULT;
  private FunctionTimes times = FunctionTimes.PATIENT;
  private LambdaOptions.Builder lambda = LambdaOptions.builder();
  private LambdaListener listener = event -> {};
  private LocalCloudHooks hooks = LocalCloudHooks.NONE;
  private Optional<Path> aotCache = Optional.of(StartCache.FOLDER);
  private Optional<URI> storage = GivenEndpoint.uri();

  /**
   * The default stage.
   *
   * @param directory for templates and logs
   */
  public PipelineOptions(Path directory) {
    this.directory = directory;
  }

  public PipelineOptions template(Path path) {
    template = path;
    return this;
  }

  /** Replaces a setting of the function, by dotted path. */
  public PipelineOptions setting(String path, Object value) {
    settings.put(path, value);
    return this;
  }

  public PipelineOptions settings(Map<String, Object> all) {
    settings.putAll(all);
    return this;
  }

  public PipelineOptions times(FunctionTimes wanted) {
    times = wanted;
    return this;
  }

  /** At most so many processes of the function, which share the quotas between them. */
  public PipelineOptions processes(int most) {
    lambda = lambda.maxChildren(most);
    return setting("quota.processes", most);
  }

  /** At most so many processes here, while the settings say what the stack says. */
  public PipelineOptions lambda(LambdaOptions.Builder options) {
    lambda = options;
    return this;
  }

  /** Notified of what the function's processes do. */
  public PipelineOptions listener(LambdaListener notified) {
    listener = notified;
    return this;
  }

  /** Sees each request before its service does. */
  public PipelineOptions filter(RequestFilter filter) {
    hooks = LocalCloudHooks.filter(filter);
    return this;
  }

  /** Between the embedded servers, which are therefore used even where an endpoint is given. */
  public PipelineOptions hooks(LocalCloudHooks between) {
    hooks = between;
    storage = Optional.empty();
    return this;
  }

  /** S3, SQS and DynamoDB of somebody else's, left as they were found. */
  public PipelineOptions storage(URI endpoint) {
    storage = Optional.of(endpoint);
    return this;
  }

  /** Processes start as on AWS, with nothing but the runtime on their class path. */
  public PipelineOptions withoutAotCache() {
    aotCache = Optional.empty();
    return this;
  }

  private LambdaOptions.Builder started() {
    LambdaOptions.Builder patient = lambda.startTimeout(START);
    return aotCache.map(patient::aotCache).orElse(patient);
  }

  public PipelineCloud start() {
    if (aotCache.isPresent() && storage.isEmpty()) {
      StartCache.record();
    }
    return startAsItIs();
  }

  PipelineCloud startAsItIs() {
    settings.putAll(times.settings());
    LocalCloudOptions options =
        LocalCloudOptions.builder(times.in(template, directory), ZIP, directory.resolve("logs"))
            .settingsOverrides(settings)
            .lambda(started().build())
            .storage(storage)
            .build();
    storage.ifPresent(Leftovers::delete);
    return new PipelineCloud(LocalCloud.start(options, listener, hooks), storage);
  }
}
