package io.fanlens.functions.page.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.result.AttributeJson;
import io.fanlens.settings.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the page is told of a picture. */
public final class PictureJson {

  /** What a list says of a row, in this order. */
  private static final List<String> BRIEF =
      List.of("count", "found", "region", "finishedAt", "errorCode", "errorMessage");

  private static final List<String> MORE = List.of("latencyMs", "attempts", "sent");

  /** Formats that browsers draw, with the only type as which they are handed out. */
  private static final Map<String, String> DRAWN =
      Map.of(
          "JPEG", "image/jpeg",
          "PNG", "image/png",
          "GIF", "image/gif",
          "WEBP", "image/webp",
          "BMP", "image/bmp",
          "AVIF", "image/avif");

  private static final Set<String> NOT_DRAWN = Set.of("HEIC", "HEIF", "TIFF");

  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})x(\\d{1,9})");

  private PictureJson() {}

  /**
   * A picture as lists have it.
   *
   * @param owed its operations
   * @param rows by operation's name, those that there are
   * @param preview its address
   */
  public static ObjectNode entry(
      PictureObject object,
      List<Operation> owed,
      Map<String, Map<String, AttributeValue>> rows,
      String preview,
      boolean whole) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("key", object.key());
    entry.put("name", PictureKeys.nameOf(object.key()));
    entry.put("size", object.size());
    entry.put("uploadedAt", object.uploadedAt().toString());
    entry.put("eTag", object.eTag());
    entry.put("preview", preview);
    ArrayNode list = entry.putArray("rows");
    for (Operation operation : owed) {
      list.add(row(operation, rows.getOrDefault(operation.apiName(), Map.of()), whole));
    }
    return entry;
  }

  private static ObjectNode row(
      Operation operation, Map<String, AttributeValue> item, boolean whole) {
    ObjectNode stored = AttributeJson.of(item);
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("operation", operation.apiName());
    if (!stored.has("status")) {
      return row.put("status", stored.has("claim") ? "PROCESSING" : "WAITING");
    }
    row.set("status", stored.path("status"));
    copy(stored, row, BRIEF);
    if (whole) {
      copy(stored, row, MORE);
      ObjectNode answer = row.putObject("answer");
      stored
          .properties()
          .forEach(
              field -> {
                // Only Rekognition's own names begin so.
                if (Character.isUpperCase(field.getKey().charAt(0))) {
                  answer.set(field.getKey(), field.getValue());
                }
              });
    }
    return row;
  }

  private static void copy(ObjectNode from, ObjectNode to, List<String> names) {
    for (String name : names) {
      if (from.has(name)) {
        to.set(name, from.path(name));
      }
    }
  }

  /** Adds what one picture alone is shown with. */
  public static ObjectNode detail(ObjectNode entry, PageBucket bucket) {
    String key = entry.path("key").asText();
    String format = "";
    for (JsonNode row : entry.path("rows")) {
      JsonNode sent = row.path("sent");
      if (format.isEmpty() && sent.has("format")) {
        format = sent.path("convertedFrom").asText(sent.path("format").asText());
        size(entry, sent);
      }
    }
    String type = DRAWN.getOrDefault(format, "application/octet-stream");
    entry.put("original", bucket.read(key, type, false));
    entry.put("download", bucket.read(key, type, true));
    // One of which nothing is known yet is tried as it is.
    entry.put("shown", NOT_DRAWN.contains(format) ? "preview" : "original");
    return entry;
  }

  private static void size(ObjectNode entry, JsonNode sent) {
    Matcher scaledFrom = SIZE.matcher(sent.path("scaledFrom").asText(""));
    if (scaledFrom.matches()) {
      entry.put("width", Integer.parseInt(scaledFrom.group(1)));
      entry.put("height", Integer.parseInt(scaledFrom.group(2)));
    } else if (sent.path("width").isNumber()) {
      entry.set("width", sent.path("width"));
      entry.set("height", sent.path("height"));
    }
  }
}
