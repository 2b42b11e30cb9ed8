package io.fanlens.aws;

import io.fanlens.access.AnswerKey;
import io.fanlens.access.ApiClient;
import io.fanlens.access.CallCount;
import io.fanlens.access.CallLimit;
import io.fanlens.access.Counted;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items of the table of clients: a client's with its counts, an anonymous network's counts, and an
 * answer that is kept for a repeated call.
 */
final class ClientItem {

  static final String CLIENT_PREFIX = "client#";
  static final String ENABLED = "enabled";

  private static final String ADDRESS_PREFIX = "address#";
  private static final String ANSWER_PREFIX = "answer#";

  private ClientItem() {}

  static Map<String, AttributeValue> key(String keyId) {
    return Map.of("id", AttributeValue.fromS(CLIENT_PREFIX + keyId));
  }

  static Map<String, AttributeValue> key(Counted caller) {
    return switch (caller) {
      case Counted.Client client -> key(client.keyId());
      case Counted.Anonymous anonymous ->
          Map.of("id", AttributeValue.fromS(ADDRESS_PREFIX + anonymous.network()));
    };
  }

  static Map<String, AttributeValue> key(AnswerKey answer) {
    return Map.of(
        "id",
        AttributeValue.fromS("%s%s#%s".formatted(ANSWER_PREFIX, answer.keyId(), answer.hash())));
  }

  static Map<String, AttributeValue> of(ApiClient client) {
    Map<String, AttributeValue> item = new HashMap<>(key(client.keyId()));
    item.put("name", AttributeValue.fromS(client.name()));
    item.put("state", state(client.enabled()));
    item.put("version", number(client.version()));
    item.put("master", AttributeValue.fromS(client.master()));
    item.put("createdAt", AttributeValue.fromS(client.createdAt().toString()));
    if (client.limit().perDay() > 0) {
      item.put("perDay", number(client.limit().perDay()));
    }
    if (client.limit().perMonth() > 0) {
      item.put("perMonth", number(client.limit().perMonth()));
    }
    if (!client.counted().equals(CallCount.NOTHING)) {
      item.put("day", AttributeValue.fromS(client.counted().day().toString()));
      item.put("dayCount", number(client.counted().dayCalls()));
      item.put("month", AttributeValue.fromS(client.counted().month().toString()));
      item.put("monthCount", number(client.counted().monthCalls()));
    }
    return item;
  }

  static ApiClient read(Map<String, AttributeValue> item) {
    return new ApiClient(
        item.get("id").s().substring(CLIENT_PREFIX.length()),
        item.get("name").s(),
        isEnabled(item),
        version(item),
        item.get("master").s(),
        limit(item),
        Instant.parse(item.get("createdAt").s()),
        count(item));
  }

  static boolean isEnabled(Map<String, AttributeValue> item) {
    return item.containsKey("state") && item.get("state").s().equals(ENABLED);
  }

  static int version(Map<String, AttributeValue> item) {
    return (int) number(item, "version");
  }

  static CallLimit limit(Map<String, AttributeValue> item) {
    return new CallLimit(number(item, "perDay"), number(item, "perMonth"));
  }

  /** The month's count is of the month of the day, since both are always written together. */
  static CallCount count(Map<String, AttributeValue> item) {
    return item.containsKey("day")
        ? new CallCount(
            LocalDate.parse(item.get("day").s()),
            number(item, "dayCount"),
            number(item, "monthCount"))
        : CallCount.NOTHING;
  }

  static AttributeValue state(boolean enabled) {
    return AttributeValue.fromS(enabled ? ENABLED : "disabled");
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue month(LocalDate day) {
    return AttributeValue.fromS(YearMonth.from(day).toString());
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? Long.parseLong(item.get(name).n()) : 0;
  }
}
