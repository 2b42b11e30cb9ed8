package io.fanlens.functions.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.settings.Operation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Answers the page's requests about pictures. It keeps nothing between two of them. */
final class PageApi {

  private static final int MOST_FILES = 50;
  private static final int MOST_KEYS = 100;

  /** With answers, which may have hundreds of kilobytes each; a gateway's answer has 6 MB. */
  private static final int MOST_WHOLE = 25;

  private static final int DEFAULT_LIMIT = 50;
  private static final int LONGEST_NAME = 1_024;

  /**
   * Types that an upload may have; another one goes as bytes, so that nothing is served as HTML.
   */
  private static final Set<String> TYPES =
      Set.of(
          "image/jpeg",
          "image/png",
          "image/gif",
          "image/webp",
          "image/bmp",
          "image/tiff",
          "image/heic",
          "image/heif",
          "image/avif");

  private final PageBucket bucket;
  private final PageRows rows;
  private final PictureKeys keys;
  private final List<Operation> operations;
  private final long maxBytes;
  private final InstantSource clock;

  /**
   * Creates the API.
   *
   * @param operations owed for a picture of the page
   * @param maxBytes of an upload
   */
  PageApi(
      PageBucket bucket,
      PageRows rows,
      PictureKeys keys,
      List<Operation> operations,
      long maxBytes,
      InstantSource clock) {
    this.bucket = bucket;
    this.rows = rows;
    this.keys = keys;
    this.operations = List.copyOf(operations);
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  PageAnswer answer(PageUser user, PageCall call) throws PageException {
    return switch (call.route()) {
      case "POST uploads" -> PageAnswer.ok(forms(user, call.body()));
      case "GET pictures" -> PageAnswer.ok(list(user, call));
      case "POST pictures" -> PageAnswer.ok(lookup(user, call.body()));
      case "GET picture" -> PageAnswer.ok(picture(user, call.parameter("key")));
      case "DELETE picture" -> delete(user, call.parameter("key"));
      default -> throw new PageException(PageProblem.NOT_FOUND, "There is no such route.");
    };
  }

  private ObjectNode forms(PageUser user, JsonNode body) throws PageException {
    JsonNode files = body.path("files");
    if (!files.isArray() || files.isEmpty() || files.size() > MOST_FILES) {
      throw bad("Name 1 to %d files.".formatted(MOST_FILES));
    }
    String expiresAt = clock.instant().plus(UploadForms.LIFE).toString();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode forms = answer.putArray("forms");
    for (JsonNode file : files) {
      JsonNode name = file.path("name");
      long size = file.path("size").asLong(-1);
      if (!name.isTextual() || name.asText().length() > LONGEST_NAME || size < 1) {
        throw bad("Each file has a name and a size in bytes.");
      }
      if (size > maxBytes) {
        throw new PageException(
            PageProblem.TOO_LARGE, "A file may have %d bytes.".formatted(maxBytes));
      }
      String type = file.path("type").asText();
      String key = keys.next(user, name.asText());
      ObjectNode form = forms.addObject();
      form.put("key", key);
      form.put("url", bucket.address());
      ObjectNode fields = form.putObject("fields");
      bucket
          .form(key, TYPES.contains(type) ? type : "application/octet-stream", size)
          .forEach(fields::put);
      form.put("expiresAt", expiresAt);
    }
    return answer;
  }

  private ObjectNode list(PageUser user, PageCall call) throws PageException {
    boolean whole = call.parameter("whole").equals("true");
    String prefix = call.parameters().getOrDefault("prefix", user.prefix());
    if (!user.isOperator() && !prefix.equals(user.prefix())) {
      throw new PageException(PageProblem.NOT_AN_OPERATOR, "Only operators see other folders.");
    }
    int limit = limit(call.parameter("limit"));
    PageBucket.Listing listing =
        bucket.list(prefix, call.parameter("after"), whole ? Math.min(limit, MOST_WHOLE) : limit);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("pictures", entries(listing.objects(), whole));
    listing.next().ifPresent(next -> answer.put("next", next));
    return answer;
  }

  private static int limit(String text) throws PageException {
    if (text.isEmpty()) {
      return DEFAULT_LIMIT;
    }
    if (!text.matches("\\d{1,3}") || text.matches("0+") || Integer.parseInt(text) > MOST_KEYS) {
      throw bad("limit is 1 to %d.".formatted(MOST_KEYS));
    }
    return Integer.parseInt(text);
  }

  private ObjectNode lookup(PageUser user, JsonNode body) throws PageException {
    JsonNode asked = body.path("keys");
    if (!asked.isArray() || asked.size() > MOST_KEYS) {
      throw bad("Name at most %d keys.".formatted(MOST_KEYS));
    }
    List<String> named = new ArrayList<>();
    asked.forEach(key -> named.add(key.asText()));
    Map<String, PictureObject> there = mine(user, named);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set(
        "pictures",
        entries(named.stream().map(there::get).filter(Objects::nonNull).toList(), false));
    ArrayNode gone = answer.putArray("gone");
    named.stream().filter(key -> !there.containsKey(key)).forEach(gone::add);
    return answer;
  }

  private ObjectNode picture(PageUser user, String key) throws PageException {
    PictureObject object = mine(user, List.of(key)).get(key);
    if (object == null) {
      throw notFound();
    }
    return PictureJson.detail((ObjectNode) entries(List.of(object), true).get(0), bucket);
  }

  private PageAnswer delete(PageUser user, String key) throws PageException {
    if (key.isEmpty() || !user.mayUse(key)) {
      throw notFound();
    }
    bucket.delete(key);
    return PageAnswer.nothing();
  }

  /** Somebody else's is not even asked for. */
  private Map<String, PictureObject> mine(PageUser user, List<String> named) {
    return bucket.find(
        named.stream().filter(key -> !key.isEmpty() && user.mayUse(key)).distinct().toList());
  }

  private ArrayNode entries(List<PictureObject> objects, boolean whole) {
    Map<String, Map<String, Map<String, AttributeValue>>> found =
        rows.read(objects.stream().map(PictureObject::key).toList(), operations, whole);
    PictureJson json = new PictureJson(operations);
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    objects.forEach(
        object ->
            entries.add(json.entry(object, found.getOrDefault(object.key(), Map.of()), whole)));
    return entries;
  }

  private static PageException bad(String message) {
    return new PageException(PageProblem.BAD_REQUEST, message);
  }

  private static PageException notFound() {
    return new PageException(PageProblem.NOT_FOUND, "There is no such picture.");
  }
}
