package io.fanlens.local.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function of one class without libraries, for tests: writes a row (key, RowWriter) for each
 * created object to the table of its settings.
 */
public final class RowWriter {
  private static final Pattern TABLE = Pattern.compile("\"table\":\"([^\"]+)\"");
  private static final Pattern KEY = Pattern.compile("\"key\"\\s*:\\s*\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();

  /** What the event source mapping calls. */
  public Map<String, Object> handle(Map<String, Object> event)
      throws IOException, InterruptedException {
    for (Object one : (List<?>) event.get("Records")) {
      Matcher key = KEY.matcher((String) ((Map<?, ?>) one).get("body"));
      while (key.find()) {
        put(key.group(1));
      }
    }
    return Map.of("batchItemFailures", List.of());
  }

  private void put(String key) throws IOException, InterruptedException {
    Matcher table = TABLE.matcher(System.getenv("FANLENS_SETTINGS"));
    if (!table.find()) {
      throw new IllegalStateException("no table in the settings");
    }
    String item =
        "{\"TableName\":\"%s\",\"Item\":{\"id\":{\"S\":\"%s\"},\"operation\":{\"S\":\"RowWriter\"}}}"
            .formatted(table.group(1), key);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(System.getenv("AWS_ENDPOINT_URL")))
            .header("X-Amz-Target", "DynamoDB_20120810.PutItem")
            .header("Content-Type", "application/x-amz-json-1.0")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=none")
            .POST(HttpRequest.BodyPublishers.ofString(item))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.body());
    }
    System.out.println("wrote a row for " + key);
  }
}
