package io.fanlens.operations.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanlens.access.ApiClient;
import io.fanlens.access.CallCount;
import io.fanlens.operations.command.Columns;
import io.fanlens.operations.command.Columns.Side;
import io.fanlens.operations.command.Terminal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Clients and keys for people, and as JSON for programs. */
final class ClientText {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private ClientText() {}

  /** One line each, with what is used today and this month (UTC). */
  static List<String> table(List<ApiClient> clients, Instant now, int width) {
    if (clients.isEmpty()) {
      return List.of("There are no clients yet: ./fanlens clients add NAME makes the first.");
    }
    Columns columns =
        new Columns(
            Side.LEFT, Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT);
    columns.add("CLIENT", "KEY", "STATE", "TODAY", "A DAY", "MONTH", "A MONTH");
    for (ApiClient client : clients) {
      CallCount used = used(client, now);
      columns.add(
          Terminal.printable(client.name()),
          client.keyId(),
          state(client),
          number(used.dayCalls()),
          limit(client.limit().perDay()),
          number(used.monthCalls()),
          limit(client.limit().perMonth()));
    }
    return columns.lines(width);
  }

  static String json(List<ApiClient> clients, Instant now) {
    return json(clients.stream().map(client -> plain(client, now)).toList());
  }

  static String json(ApiClient client, Instant now) {
    return json(plain(client, now));
  }

  /** Also what a {@code credential_process} of the AWS CLI and the SDKs prints. */
  static String json(NewKey key, String endpoint) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("Version", 1);
    values.put("AccessKeyId", key.accessKeyId());
    values.put("SecretAccessKey", key.secretAccessKey());
    values.put("Name", key.name());
    values.put("Endpoint", endpoint);
    return json(values);
  }

  static List<String> lines(NewKey key, String endpoint) {
    return List.of(
        "Client           " + Terminal.printable(key.name()),
        "AccessKeyId      " + key.accessKeyId(),
        "SecretAccessKey  " + key.secretAccessKey(),
        "",
        "The secret is shown only now, and stored nowhere. For any AWS SDK or the AWS CLI:",
        "  export AWS_ENDPOINT_URL_REKOGNITION=" + endpoint,
        "  export AWS_ACCESS_KEY_ID=" + key.accessKeyId(),
        "  export AWS_SECRET_ACCESS_KEY=...",
        "  export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1   # any Region will do");
  }

  static String limits(ApiClient client) {
    return "Client %s: %s calls a day, %s a month (UTC)."
        .formatted(
            Terminal.printable(client.name()),
            limit(client.limit().perDay()),
            limit(client.limit().perMonth()));
  }

  private static Map<String, Object> plain(ApiClient client, Instant now) {
    CallCount used = used(client, now);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", client.name());
    values.put("accessKeyId", client.keyId());
    values.put("state", state(client));
    values.put("callsToday", used.dayCalls());
    values.put("perDay", orNull(client.limit().perDay()));
    values.put("callsThisMonth", used.monthCalls());
    values.put("perMonth", orNull(client.limit().perMonth()));
    values.put("createdAt", client.createdAt().toString());
    return values;
  }

  private static CallCount used(ApiClient client, Instant now) {
    return client.counted().on(LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  private static String state(ApiClient client) {
    return client.enabled() ? "enabled" : "disabled";
  }

  private static Long orNull(long limit) {
    return limit == 0 ? null : Long.valueOf(limit);
  }

  private static String limit(long limit) {
    return limit == 0 ? "any" : number(limit);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String json(Object value) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("clients cannot be written as JSON", e);
    }
  }
}
