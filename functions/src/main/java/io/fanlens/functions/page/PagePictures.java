package io.fanlens.functions.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.functions.page.picture.PageBucket;
import io.fanlens.functions.page.picture.PageRows;
import io.fanlens.functions.page.picture.PictureJson;
import io.fanlens.functions.page.picture.PictureObject;
import io.fanlens.functions.page.picture.Previews;
import io.fanlens.functions.page.request.PageCall;
import io.fanlens.functions.page.request.PageException;
import io.fanlens.functions.page.request.PageProblem;
import io.fanlens.functions.page.request.PageUser;
import io.fanlens.settings.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Answers requests about pictures. It keeps nothing between two of them. */
final class PagePictures {

  private static final int MOST_KEYS = 100;
  private static final int DEFAULT_LIMIT = 50;

  /** With answers: so many at once, and no more once an answer has so many bytes. */
  private static final int MOST_WHOLE = 25;

  /** A gateway's answer has 6 MB at most, and a picture may add some of them. */
  private static final int WHOLE_BYTES = 3_000_000;

  private final PageBucket bucket;
  private final PageRows rows;
  private final Previews previews;
  private final Function<String, List<Operation>> owed;

  /**
   * @param owed which operations a picture with this key owes
   */
  PagePictures(
      PageBucket bucket, PageRows rows, Previews previews, Function<String, List<Operation>> owed) {
    this.bucket = bucket;
    this.rows = rows;
    this.previews = previews;
    this.owed = owed;
  }

  ObjectNode list(PageUser user, PageCall call) throws PageException, InterruptedException {
    boolean whole = call.parameter("whole").equals("true");
    String prefix = call.parameters().getOrDefault("prefix", user.prefix());
    if (!user.isOperator() && !prefix.equals(user.prefix())) {
      throw new PageException(PageProblem.NOT_AN_OPERATOR, "Only operators see other folders.");
    }
    int limit = limit(call.parameter("limit"));
    PageBucket.Listing listing =
        bucket.list(prefix, call.parameter("after"), whole ? Math.min(limit, MOST_WHOLE) : limit);
    List<ObjectNode> entries = entries(listing.objects(), whole);
    int fitting = whole ? fitting(entries) : entries.size();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("pictures").addAll(entries.subList(0, fitting));
    if (fitting < entries.size()) {
      answer.put("next", listing.objects().get(fitting - 1).key());
    } else {
      listing.next().ifPresent(next -> answer.put("next", next));
    }
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

  /** How many of them one answer holds, at least one. */
  private static int fitting(List<ObjectNode> entries) {
    int bytes = 0;
    for (int i = 0; i < entries.size(); i++) {
      bytes += entries.get(i).toString().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > WHOLE_BYTES) {
        return Math.max(1, i);
      }
    }
    return entries.size();
  }

  ObjectNode lookup(PageUser user, JsonNode body) throws PageException, InterruptedException {
    JsonNode asked = body.path("keys");
    if (!asked.isArray() || asked.isEmpty() || asked.size() > MOST_KEYS) {
      throw bad("Name 1 to %d keys.".formatted(MOST_KEYS));
    }
    List<String> named = new ArrayList<>();
    asked.forEach(key -> named.add(key.asText()));
    Map<String, PictureObject> there = mine(user, named);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putArray("pictures")
        .addAll(entries(named.stream().map(there::get).filter(Objects::nonNull).toList(), false));
    ArrayNode gone = answer.putArray("gone");
    named.stream().filter(key -> !there.containsKey(key)).forEach(gone::add);
    return answer;
  }

  ObjectNode picture(PageUser user, String key) throws PageException, InterruptedException {
    return PictureJson.detail(entries(List.of(mine(user, key)), true).getFirst(), bucket);
  }

  ObjectNode preview(PageUser user, JsonNode body) throws PageException, InterruptedException {
    JsonNode asked = body.path("side");
    int side = asked.isInt() ? asked.asInt() : 0;
    if (side != Previews.SMALL && side != Previews.LARGE) {
      throw bad("side is %d or %d.".formatted(Previews.SMALL, Previews.LARGE));
    }
    PictureObject object = mine(user, body.path("key").asText());
    return JsonNodeFactory.instance.objectNode().put("url", previews.made(object, side));
  }

  void delete(PageUser user, String key) throws PageException {
    if (key.isEmpty() || !user.mayUse(key)) {
      throw notFound();
    }
    bucket.delete(key);
  }

  private PictureObject mine(PageUser user, String key) throws PageException, InterruptedException {
    PictureObject object = mine(user, List.of(key)).get(key);
    if (object == null) {
      throw notFound();
    }
    return object;
  }

  /** Somebody else's is not even asked for. */
  private Map<String, PictureObject> mine(PageUser user, List<String> named)
      throws InterruptedException {
    return bucket.find(
        named.stream().filter(key -> !key.isEmpty() && user.mayUse(key)).distinct().toList());
  }

  private List<ObjectNode> entries(List<PictureObject> objects, boolean whole)
      throws InterruptedException {
    Map<String, List<Operation>> operations = new LinkedHashMap<>();
    objects.forEach(object -> operations.put(object.key(), owed.apply(object.key())));
    Map<String, Map<String, Map<String, AttributeValue>>> found = rows.read(operations, whole);
    return objects.stream()
        .map(
            object ->
                PictureJson.entry(
                    object,
                    operations.get(object.key()),
                    found.getOrDefault(object.key(), Map.of()),
                    previews.address(object),
                    whole))
        .toList();
  }

  private static PageException bad(String message) {
    return new PageException(PageProblem.BAD_REQUEST, message);
  }

  private static PageException notFound() {
    return new PageException(PageProblem.NOT_FOUND, "There is no such picture.");
  }
}
