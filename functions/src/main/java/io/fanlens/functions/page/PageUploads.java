package io.fanlens.functions.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.functions.page.picture.PageBucket;
import io.fanlens.functions.page.picture.PictureKeys;
import io.fanlens.functions.page.picture.UploadForms;
import io.fanlens.functions.page.request.PageException;
import io.fanlens.functions.page.request.PageProblem;
import io.fanlens.functions.page.request.PageUser;
import java.time.InstantSource;
import java.util.Set;

/** Hands out forms with which a browser uploads to the bucket. */
final class PageUploads {

  static final int MOST_FILES = 50;

  private static final int LONGEST_NAME = 1_024;
  private static final String BYTES = "application/octet-stream";

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
  private final PictureKeys keys;
  private final long maxBytes;
  private final InstantSource clock;

  /**
   * @param maxBytes of an upload
   */
  PageUploads(PageBucket bucket, PictureKeys keys, long maxBytes, InstantSource clock) {
    this.bucket = bucket;
    this.keys = keys;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  ObjectNode forms(PageUser user, JsonNode body) throws PageException {
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
      bucket.form(key, TYPES.contains(type) ? type : BYTES, size).forEach(fields::put);
      form.put("expiresAt", expiresAt);
    }
    return answer;
  }

  private static PageException bad(String message) {
    return new PageException(PageProblem.BAD_REQUEST, message);
  }
}
