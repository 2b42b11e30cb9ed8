package io.fanlens.operations.clients;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.ApiClient;
import io.fanlens.access.CallLimit;
import io.fanlens.access.ClientKeys;
import io.fanlens.access.ClientTable;
import io.fanlens.access.MasterKey;
import io.fanlens.access.MasterSecret;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.deployment.OperationsException;
import io.fanlens.stage.configuration.Suggestions;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What operators do to the clients of an API. A client is found by its name or its key's id. */
final class ApiClients {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@+-]{0,63}");

  private final ClientTable table;
  private final MasterSecret master;
  private final RandomGenerator random;
  private final InstantSource clock;

  /**
   * The clients of one stack.
   *
   * @param random a secure one
   */
  ApiClients(ClientTable table, MasterSecret master, RandomGenerator random, InstantSource clock) {
    this.table = table;
    this.master = master;
    this.random = random;
    this.clock = clock;
  }

  /** All clients by name. */
  List<ApiClient> list() throws AccessUnavailableException {
    return table.list().stream()
        .sorted(Comparator.comparing(ApiClient::name).thenComparing(ApiClient::keyId))
        .toList();
  }

  NewKey add(String name, CallLimit limit) throws AccessUnavailableException {
    if (!NAME.matcher(name).matches()) {
      throw new OperationsException(
          "'%s' is no name for a client; give a letter or digit, then at most 63 letters, digits, spaces and . _ @ + -"
              .formatted(Terminal.printable(name)));
    }
    if (list().stream().anyMatch(client -> client.name().equalsIgnoreCase(name))) {
      throw new OperationsException(
          "there is a client '%s' already; give another name, or rotate its key".formatted(name));
    }
    MasterKey current = master.current();
    ApiClient client =
        ApiClient.created(ClientKeys.newKeyId(random), name, current.id(), limit, clock.instant());
    if (!table.create(client)) {
      throw new OperationsException("the key's id was taken, which chance hardly does; try again");
    }
    return key(client, current, client.version());
  }

  /** A new secret for the same id; the old one is refused from now on. */
  NewKey rotate(String nameOrKey) throws AccessUnavailableException {
    ApiClient client = find(nameOrKey);
    MasterKey current = master.current();
    int version =
        table.rotate(client.keyId(), current.id()).orElseThrow(() -> removedMeanwhile(client));
    return key(client, current, version);
  }

  /** Changes what is given, and keeps the rest. */
  ApiClient limit(String nameOrKey, OptionalLong perDay, OptionalLong perMonth)
      throws AccessUnavailableException {
    ApiClient client = find(nameOrKey);
    CallLimit limit =
        new CallLimit(
            perDay.orElse(client.limit().perDay()), perMonth.orElse(client.limit().perMonth()));
    check(table.limit(client.keyId(), limit), client);
    return find(client.keyId());
  }

  ApiClient enable(String nameOrKey, boolean enabled) throws AccessUnavailableException {
    ApiClient client = find(nameOrKey);
    check(table.enable(client.keyId(), enabled), client);
    return client;
  }

  ApiClient remove(String nameOrKey) throws AccessUnavailableException {
    ApiClient client = find(nameOrKey);
    check(table.remove(client.keyId()), client);
    return client;
  }

  private ApiClient find(String nameOrKey) throws AccessUnavailableException {
    List<ApiClient> clients = list();
    return clients.stream()
        .filter(client -> client.keyId().equals(nameOrKey) || client.name().equals(nameOrKey))
        .findFirst()
        .orElseThrow(() -> unknown(nameOrKey, clients));
  }

  private static OperationsException unknown(String nameOrKey, List<ApiClient> clients) {
    List<String> names = clients.stream().map(ApiClient::name).toList();
    String wayOut =
        Suggestions.closest(nameOrKey, names)
                .map("did you mean '%s'? "::formatted)
                .orElse(names.isEmpty() ? "there are none yet, " : "")
            + (names.isEmpty()
                ? "./fanlens clients add NAME makes the first"
                : "./fanlens clients list names them all");
    return new OperationsException(
        "there is no client '%s'; %s".formatted(Terminal.printable(nameOrKey), wayOut));
  }

  private static void check(boolean done, ApiClient client) {
    if (!done) {
      throw removedMeanwhile(client);
    }
  }

  private static OperationsException removedMeanwhile(ApiClient client) {
    return new OperationsException(
        "client '%s' was removed meanwhile, by somebody else".formatted(client.name()));
  }

  private static NewKey key(ApiClient client, MasterKey master, int version) {
    return new NewKey(client.name(), client.keyId(), master.secretOf(client.keyId(), version));
  }
}
