package io.fanlens.operations.plan;

import io.fanlens.operations.command.UserError;
import io.fanlens.stage.capacity.AccountFacts;
import io.fanlens.stage.capacity.ApiStage;
import io.fanlens.stage.capacity.Demand;
import io.fanlens.stage.capacity.Stage;
import io.fanlens.stage.configuration.ConfigurationException;
import io.fanlens.stage.configuration.MaximumConcurrency;
import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.plan.ApiPlanner;
import io.fanlens.stage.plan.Plan;
import io.fanlens.stage.plan.Planner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./fanlens plan}: what a stage of cdk.json reaches, needs and costs. It reads and validates
 * the configuration exactly as the stack does. Exit codes: 0 printed, 1 unusable configuration, 2
 * wrong arguments.
 */
@Command(
    name = "plan",
    description = "What a stage of cdk.json reaches, needs and costs, before it is deployed.",
    mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {

  private final Path folder;

  @Spec private CommandSpec spec;

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      description = "Block of cdk.json: ${DEFAULT-VALUE}.")
  private String stage = StageConfiguration.DEFAULT_STAGE;

  @Option(
      names = "--pictures-per-second",
      paramLabel = "N",
      description = "Required throughput. Default: the maximum.")
  private double picturesPerSecond;

  @Option(
      names = "--burst",
      paramLabel = "N",
      description = "Pictures that arrive at once. Default: ${DEFAULT-VALUE}.")
  private long burst = Demand.DEFAULTS.burst();

  @Option(
      names = "--pictures-per-month",
      paramLabel = "N",
      description = "Volume for the cost estimate. Default: ${DEFAULT-VALUE}.")
  private long picturesPerMonth = Demand.DEFAULTS.picturesPerMonth();

  @Option(
      names = "--megabytes",
      paramLabel = "N",
      description = "Average size of a picture. Default: ${DEFAULT-VALUE}.")
  private double megabytes = Demand.DEFAULTS.megabytes();

  @Option(
      names = "--faces",
      paramLabel = "N",
      description = "Average number of faces in a picture. Default: ${DEFAULT-VALUE}.")
  private int faces = Demand.DEFAULTS.faces();

  @Option(
      names = "--api-calls-per-second",
      paramLabel = "N",
      description = "Steady load of the API, for its concurrency and cost. Default: none.")
  private double apiCallsPerSecond;

  @Option(names = "--offline", description = "Do not read the account, even with credentials.")
  private boolean offline;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public PlanCommand(Path folder) {
    this.folder = folder;
  }

  static CommandLine commandLine(Path folder) {
    return new CommandLine(new PlanCommand(folder));
  }

  @Override
  public Integer call() {
    PrintWriter errors = spec.commandLine().getErr();
    Demand demand;
    try {
      demand = new Demand(picturesPerSecond, burst, picturesPerMonth, megabytes, faces);
      Demand.atLeast("--api-calls-per-second", apiCallsPerSecond, 0);
    } catch (IllegalArgumentException e) {
      errors.println("fanlens plan: " + e.getMessage());
      return spec.exitCodeOnInvalidInput();
    }
    StageConfiguration configuration;
    try {
      CdkJson file = CdkJson.in(folder);
      if (spec.commandLine().getParseResult().hasMatchedOption("--stage")) {
        file.require(stage);
      }
      configuration = file.stage(stage);
    } catch (UserError e) {
      errors.println("fanlens plan: " + e.getMessage());
      return e.exitCode();
    } catch (ConfigurationException e) {
      errors.println(e.getMessage());
      return UserError.FAILED;
    }
    Stage planned = planned(configuration);
    if (apiCallsPerSecond > 0 && configuration.api().isEmpty()) {
      errors.printf(
          "fanlens plan: stage %s has no API; add \"api\": {} to its block of cdk.json%n", stage);
      return UserError.FAILED;
    }
    AccountFacts account = account(planned);
    Plan plan = withApi(Planner.plan(planned, demand, account), configuration, account);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? PlanJson.of(plan) + System.lineSeparator() : PlanText.of(plan));
    if (!json) {
      configuration
          .notInPlan()
          .ifPresent(what -> out.println("\nNot counted: %s; see docs/cost.md".formatted(what)));
    }
    out.flush();
    return 0;
  }

  private static Stage planned(StageConfiguration configuration) {
    return new Stage(
        configuration.stage(),
        configuration.homeRegion(),
        configuration.analysis().operations(),
        configuration.analysis().operationsByPrefix(),
        configuration.analysis().choice(),
        configuration.function().memoryMb(),
        configuration.function().batchSize(),
        configuration.function().maximumConcurrency(),
        configuration.function().maximumConcurrency()
            == MaximumConcurrency.of(
                configuration.analysis(), configuration.function().batchSize()),
        configuration.analysis().maxCallsPerDay(),
        new Stage.Events(configuration.results().events(), configuration.bucket().isExisting()));
  }

  private Plan withApi(Plan plan, StageConfiguration configuration, AccountFacts account) {
    return configuration
        .api()
        .map(
            api ->
                new ApiStage(
                    configuration.homeRegion(),
                    api.operations(),
                    api.share(),
                    api.maxWaitSeconds(),
                    api.concurrency(),
                    api.memoryMb(),
                    api.requestsPerSecond()))
        .map(api -> plan.with(ApiPlanner.plan(api, apiCallsPerSecond, megabytes, account)))
        .orElse(plan);
  }

  private AccountFacts account(Stage planned) {
    if (offline) {
      return AccountFacts.none("the account was not read");
    }
    try (AwsAccountSource source = new AwsAccountSource()) {
      return source.hasCredentials()
          ? new AccountReader(source).read(planned)
          : AccountFacts.none("no AWS credentials");
    }
  }
}
