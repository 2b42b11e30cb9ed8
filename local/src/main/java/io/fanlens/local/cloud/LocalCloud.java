package io.fanlens.local.cloud;

import io.fanlens.local.events.EventBus;
import io.fanlens.local.events.EventLog;
import io.fanlens.local.events.EventPipe;
import io.fanlens.local.events.EventsApi;
import io.fanlens.local.events.EventsHandler;
import io.fanlens.local.events.PipeSpec;
import io.fanlens.local.gateway.Gateway;
import io.fanlens.local.gateway.Routes;
import io.fanlens.local.iam.AccessRequest;
import io.fanlens.local.iam.AssumeRole;
import io.fanlens.local.iam.Roles;
import io.fanlens.local.lambda.ChildHandle;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.Timers;
import io.fanlens.local.rekognition.RekognitionEndpoint;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.log.CallLog;
import io.fanlens.local.secrets.SecretStore;
import io.fanlens.local.secrets.SecretsHandler;
import io.fanlens.local.signin.SignIn;
import io.fanlens.local.signin.SignInControl;
import io.fanlens.local.signin.UserPoolSpec;
import io.fanlens.local.sqs.EmbeddedSqs;
import io.fanlens.local.stack.HomeRegion;
import io.fanlens.local.stack.Stack;
import io.fanlens.local.stack.StackFunction;
import io.fanlens.local.stack.StackName;
import io.fanlens.local.stack.StackProvisioner;
import io.fanlens.local.template.Template;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Handler;

/**
 * The whole stack on this machine: S3, SQS, DynamoDB, Lambda and Rekognition behind one endpoint,
 * provisioned from the synthesized template and running the deployable zip. Nothing is sent to AWS.
 *
 * <p>Use any AWS SDK with {@link #endpoint()} and any credentials. {@link #close()} ends all
 * servers and child processes.
 */
public final class LocalCloud implements AutoCloseable {
  private final String homeRegion;
  private final Gateway gateway;
  private final Roles roles = new Roles(EmbeddedSqs.ACCOUNT);
  private final RekognitionEndpoint rekognition;
  private final EventLog events = new EventLog();
  private final EventBus bus = new EventBus(events, this::refusalOfRule);
  private final LocalClients clients;
  private final Stack stack;
  private final Functions functions;
  private final SignIn signIn;
  private final List<String> shortcomings;
  private final Closer closer;

  private LocalCloud(
      LocalCloudOptions options, LambdaListener listener, LocalCloudHooks hooks, Closer closer) {
    this.closer = closer;
    Template template = Template.read(options.template());
    homeRegion = HomeRegion.of(template);
    String stackName = StackName.of(template);
    gateway = closer.add(Gateway.bind(options.port()));
    // Creating the first clients of a JVM takes a second, so it runs while the servers start.
    CompletableFuture<LocalClients> starting =
        CompletableFuture.supplyAsync(
            () -> closer.add(new LocalClients(gateway.endpoint(), homeRegion)),
            task -> Thread.ofPlatform().daemon().start(task));
    StorageServers storage = closer.add(storage(options, hooks));
    rekognition =
        new RekognitionEndpoint(
            new BucketPictures(() -> starting.join().s3(), homeRegion, roles), roles::accountOf);
    Map<String, Handler> handled = new HashMap<>(storage.handled());
    handled.put("rekognition", rekognition);
    DescribeStacks stacks = new DescribeStacks();
    GetFunctionConfiguration configuration = new GetFunctionConfiguration();
    handled.put("cloudformation", stacks);
    handled.put("lambda", configuration);
    handled.put(
        "events",
        new EventsApi(
            bus.own(), "arn:aws:events:%s:%s:rule/".formatted(homeRegion, EmbeddedSqs.ACCOUNT)));
    SecretStore secrets = new SecretStore(options.secrets());
    handled.put("secretsmanager", new SecretsHandler(secrets));
    handled.put("sts", new AssumeRole(roles, InstantSource.system()));
    SignInControl signInControl = new SignInControl();
    gateway.start(
        new Routes(
            storage.proxied(),
            handled,
            new Handler.Sequence(
                rekognition.controlHandler(), new EventsHandler(events), signInControl),
            hooks.filter(),
            roles));
    clients = starting.join();
    Hosts hosts = closer.add(new Hosts(options.port() == 0 ? 0 : options.port() + 1));
    stack =
        StackProvisioner.provision(
            template,
            stackName,
            homeRegion,
            clients.s3(),
            clients.sqs(),
            clients.dynamodb(),
            roles.resources(),
            secrets,
            hosts);
    stack.rules().forEach(bus::add);
    stack.pipes().forEach(this::start);
    stacks.set(
        new DescribeStacks.Described(
            stackName,
            "arn:aws:cloudformation:%s:000000000000:stack/%s/local"
                .formatted(homeRegion, stackName),
            Instant.now(),
            stack.outputs()));
    List<StackFunction> effective = Functions.effective(stack, options);
    configuration.set(effective);
    OtherAccounts.admit(effective, roles);
    shortcomings = rekognition.shortcomings(Functions.operations(stack, options));
    functions =
        closer.add(
            Functions.start(stack, options, roles, gateway.endpoint(), homeRegion, listener));
    signIn = new SignIn(stack.userPools(), InstantSource.system());
    signInControl.set(signIn);
    for (UserPoolSpec pool : stack.userPools()) {
      pool.login().ifPresent(address -> hosts.at(address).start(signIn.login(pool)));
    }
    new RestApis(functions, roles, homeRegion)
        .start(stack.restApis(), hosts, signIn, closer.add(Timers.real()));
  }

  private StorageServers storage(LocalCloudOptions options, LocalCloudHooks hooks) {
    return options
        .storage()
        .map(StorageServers::external)
        .orElseGet(
            () ->
                StorageServers.start(
                    gateway,
                    homeRegion,
                    options.dynamodb(),
                    hooks.events(),
                    this::refusalOfEvents,
                    bus::take,
                    roles));
  }

  /** A pipe reads and publishes with the permissions of its role. */
  private void start(PipeSpec pipe) {
    String key = roles.admit(pipe.roleArn(), stack.roles().get(pipe.roleArn()));
    AccessRequest publish = new AccessRequest("events:PutEvents", pipe.busArn(), homeRegion);
    closer.add(
        EventPipe.start(
            pipe,
            clients.streams(key),
            () -> roles.refusal(key, publish),
            new QueueTargets(bus, clients.sqs())::publish,
            InstantSource.system()));
  }

  private Optional<String> refusalOfRule(String ruleArn, String queueArn) {
    AccessRequest send = new AccessRequest("sqs:SendMessage", queueArn, homeRegion);
    return roles.refusalOfService("events.amazonaws.com", send.from(ruleArn, EmbeddedSqs.ACCOUNT));
  }

  private Optional<String> refusalOfEvents(String bucket, String queueArn) {
    AccessRequest send = new AccessRequest("sqs:SendMessage", queueArn, homeRegion);
    return roles.refusalOfService(
        "s3.amazonaws.com", send.from("arn:aws:s3:::" + bucket, EmbeddedSqs.ACCOUNT));
  }

  /** Starts the servers and provisions the template; returns when the stack is ready. */
  public static LocalCloud start(LocalCloudOptions options) {
    return start(options, event -> {});
  }

  /**
   * Starts the servers and provisions the template; returns when the stack is ready.
   *
   * @param listener receives events of the function's processes; called from many threads
   * @throws IllegalArgumentException when the template or an option is at fault
   * @throws IllegalStateException when a server does not start; those already started are closed
   */
  public static LocalCloud start(LocalCloudOptions options, LambdaListener listener) {
    return start(options, listener, LocalCloudHooks.NONE);
  }

  /** As above, with hooks for faults. */
  public static LocalCloud start(
      LocalCloudOptions options, LambdaListener listener, LocalCloudHooks hooks) {
    Closer closer = new Closer();
    // First, so that Ctrl-C during the start leaves no process behind.
    closer.atEndOfProgram();
    try {
      return new LocalCloud(options, listener, hooks, closer);
    } catch (RuntimeException e) {
      try {
        closer.close();
      } catch (RuntimeException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  /** The one endpoint of all services: {@code http://127.0.0.1:4566}. */
  public URI endpoint() {
    return gateway.endpoint();
  }

  /** The Region that the stack's bucket, queue, function and table are in. */
  public String homeRegion() {
    return homeRegion;
  }

  /** The stack's outputs: BucketName, TableName, QueueUrl, DeadLetterQueueUrl and more. */
  public Map<String, String> outputs() {
    return stack.outputs();
  }

  /** The logins and tokens of the stack's user pools. */
  public SignIn signIn() {
    return signIn;
  }

  /** One sentence for each consequence of what the local cloud does not emulate. */
  public List<String> notEmulated() {
    List<String> all = new ArrayList<>(stack.notEmulated());
    all.addAll(shortcomings);
    all.addAll(functions.notices());
    return all;
  }

  /** Clients of this cloud, closed with it. */
  public LocalClients clients() {
    return clients;
  }

  /** Sets the quotas, latency, faults and outages of each Region's Rekognition. */
  public RekognitionControl rekognition() {
    return rekognition.control();
  }

  /** Every call to Rekognition, billable or rejected. */
  public CallLog rekognitionCalls() {
    return rekognition.log();
  }

  /** The functions' roles, with their recorded and denied accesses. */
  public Roles roles() {
    return roles;
  }

  /**
   * The events of the event bus: one for each result and each removal, and for each object of a
   * bucket that sends its events there.
   */
  public EventLog events() {
    return events;
  }

  /** The current processes of the functions. */
  public List<ChildHandle> children() {
    return functions.children();
  }

  @Override
  public void close() {
    closer.close();
  }
}
