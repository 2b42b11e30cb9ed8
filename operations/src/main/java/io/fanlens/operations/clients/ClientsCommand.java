package io.fanlens.operations.clients;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.ApiClient;
import io.fanlens.access.CallLimit;
import io.fanlens.aws.DynamoDbClientTable;
import io.fanlens.aws.SecretsManagerMaster;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.UserError;
import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.deployment.DeploymentOption;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** {@code ./fanlens clients}: who may call the API of a deployment, and how often. */
@Command(
    name = "clients",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Adds, lists, limits and removes clients of the API, and rotates their keys.")
public final class ClientsCommand {

  private static final String CLIENT = "CLIENT";
  private static final String WHICH = "its name, or its key's id";
  private static final String PRINT_JSON = "print JSON";

  private final Terminal terminal;
  private final InstantSource clock;

  @Spec private CommandSpec spec;

  public ClientsCommand(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Adds a client and prints its key, once.")
  int add(
      @Parameters(paramLabel = "NAME", description = "what to call it") String name,
      @Option(
              names = "--per-day",
              paramLabel = "N",
              description = "calls a day (UTC); 0 for no limit, the default")
          long perDay,
      @Option(
              names = "--per-month",
              paramLabel = "N",
              description = "calls a month (UTC); 0 for no limit, the default")
          long perMonth,
      @Option(names = "--json", description = PRINT_JSON) boolean json,
      @Mixin DeploymentOption deployment)
      throws InterruptedException, IOException {
    CallLimit limit =
        new CallLimit(atLeast0("--per-day", perDay), atLeast0("--per-month", perMonth));
    return on(deployment, (clients, url) -> print(clients.add(name, limit), url, json));
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists all clients with their limits and calls.")
  int list(
      @Option(names = "--json", description = PRINT_JSON) boolean json,
      @Mixin DeploymentOption deployment)
      throws InterruptedException, IOException {
    return on(
        deployment,
        (clients, url) -> {
          if (json) {
            terminal.out().println(ClientText.json(clients.list(), clock.instant()));
          } else {
            ClientText.table(clients.list(), clock.instant(), terminal.columns())
                .forEach(terminal.out()::println);
          }
        });
  }

  @Command(
      name = "limit",
      mixinStandardHelpOptions = true,
      description = "Changes a client's limits, from its next call on.")
  int limit(
      @Parameters(paramLabel = CLIENT, description = WHICH) String client,
      @Option(names = "--per-day", paramLabel = "N", description = "0 for no limit") Long perDay,
      @Option(names = "--per-month", paramLabel = "N", description = "0 for no limit")
          Long perMonth,
      @Option(names = "--json", description = PRINT_JSON) boolean json,
      @Mixin DeploymentOption deployment)
      throws InterruptedException, IOException {
    if (perDay == null && perMonth == null) {
      throw wrong("give --per-day, --per-month or both");
    }
    OptionalLong day = optional("--per-day", perDay);
    OptionalLong month = optional("--per-month", perMonth);
    return on(
        deployment,
        (clients, url) -> {
          ApiClient changed = clients.limit(client, day, month);
          terminal
              .out()
              .println(
                  json ? ClientText.json(changed, clock.instant()) : ClientText.limits(changed));
        });
  }

  @Command(
      name = "disable",
      mixinStandardHelpOptions = true,
      description = "Refuses a client's calls until it is enabled again.")
  int disable(
      @Parameters(paramLabel = CLIENT, description = WHICH) String client,
      @Mixin DeploymentOption deployment)
      throws InterruptedException, IOException {
    return on(
        deployment,
        (clients, url) -> say(clients.enable(client, false), "is disabled: its calls are refused"));
  }

  @Command(
      name = "enable",
      mixinStandardHelpOptions = true,
      description = "Answers a disabled client's calls again.")
  int enable(
      @Parameters(paramLabel = CLIENT, description = WHICH) String client,
      @Mixin DeploymentOption deployment)
      throws InterruptedException, IOException {
    return on(
        deployment,
        (clients, url) -> say(clients.enable(client, true), "is enabled: its calls are answered"));
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Removes a client, its key and its counts.")
  int remove(
      @Parameters(paramLabel = CLIENT, description = WHICH) String client,
      @Mixin DeploymentOption deployment)
      throws InterruptedException, IOException {
    return on(
        deployment,
        (clients, url) -> say(clients.remove(client), "is removed, and its key with it"));
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = "Gives a client a new secret and prints it, once; the old one ends now.")
  int rotate(
      @Parameters(paramLabel = CLIENT, description = WHICH) String client,
      @Option(names = "--json", description = PRINT_JSON) boolean json,
      @Mixin DeploymentOption deployment)
      throws InterruptedException, IOException {
    return on(deployment, (clients, url) -> print(clients.rotate(client), url, json));
  }

  /** What a subcommand does. */
  @FunctionalInterface
  private interface Work {
    void with(ApiClients clients, String apiUrl) throws AccessUnavailableException;
  }

  private int on(DeploymentOption option, Work work) throws InterruptedException, IOException {
    return option.with(
        deployment -> {
          String url = deployment.apiUrl();
          try (SecretsManagerClient secrets = deployment.secretsManager()) {
            work.with(clients(deployment, secrets), url);
            return 0;
          } catch (AccessUnavailableException e) {
            throw UserError.failed(e.getMessage());
          }
        });
  }

  private ApiClients clients(Deployment deployment, SecretsManagerClient secrets) {
    return new ApiClients(
        new DynamoDbClientTable(deployment.dynamoDb(), deployment.clientsTable()),
        new SecretsManagerMaster(secrets, deployment.masterSecret(), clock),
        new SecureRandom(),
        clock);
  }

  private void print(NewKey key, String url, boolean json) {
    if (json) {
      terminal.out().println(ClientText.json(key, url));
    } else {
      ClientText.lines(key, url).forEach(terminal.out()::println);
    }
  }

  private void say(ApiClient client, String what) {
    terminal
        .out()
        .printf("Client %s (%s) %s.%n", Terminal.printable(client.name()), client.keyId(), what);
  }

  private OptionalLong optional(String option, Long calls) {
    return calls == null ? OptionalLong.empty() : OptionalLong.of(atLeast0(option, calls));
  }

  private long atLeast0(String option, long calls) {
    if (calls < 0) {
      throw wrong("%s is %d; give 1 or more, or 0 for no limit".formatted(option, calls));
    }
    return calls;
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
