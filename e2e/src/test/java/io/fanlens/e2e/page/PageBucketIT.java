package io.fanlens.e2e.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.local.cloud.LocalCloudHooks;
import io.fanlens.local.signin.LocalUser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What the page's function makes of a bucket: S3PageBucket over the embedded S3. */
class PageBucketIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] PICTURE = PipelinePictures.plain("jpeg");
  private static final String ADAS = "web/%s/".formatted(LocalUser.ADA.sub());

  /** Characters that addresses, XML and headers have a meaning for. */
  private static final List<String> ODD =
      List.of(
          "a b", "a+b", "100%", "%20", "größe", "日本", "😀", "a&b", "<b>", "\"q\"", "a'b", "a#b?c");

  @TempDir static Path directory;

  private static final AtomicReference<String> REPLACED = new AtomicReference<>("");
  private static PipelineCloud cloud;
  private static PageClient ada;
  private static PageClient olga;

  @BeforeAll
  static void start() {
    cloud =
        PageCloud.start(
            PageCloud.options(directory)
                .processes(1)
                .hooks(
                    new LocalCloudHooks(
                        (service, request, response, callback) -> {
                          if (service.equals("s3") && request.getMethod().equals("GET")) {
                            replace(request.getHttpURI().getDecodedPath());
                          }
                          return false;
                        },
                        ListedPictures::unannounced)));
    ada = new PageClient(cloud, LocalUser.ADA);
    olga = new PageClient(cloud, LocalUser.OLGA);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  /** Just before the function reads it. */
  private static void replace(String path) {
    String key = REPLACED.get();
    if (!key.isEmpty() && path.endsWith(key.substring(key.lastIndexOf('/')))) {
      REPLACED.set("");
      cloud.upload(key, PipelinePictures.face());
    }
  }

  /** Uploads that nobody analyzes, in the order in which S3 lists them. */
  private static List<String> put(String folder, Stream<String> names) {
    List<String> keys = names.map(name -> ADAS + folder + "/listed " + name).sorted().toList();
    keys.forEach(key -> cloud.upload(key, PICTURE));
    return keys;
  }

  private static List<String> listed(PageClient client, String prefix, int limit) {
    List<String> keys = new ArrayList<>();
    String after = "";
    do {
      JsonNode page =
          client.ask(
              "GET",
              "api/pictures?prefix=%s&limit=%d&after=%s"
                  .formatted(PageClient.encoded(prefix), limit, PageClient.encoded(after)),
              "");
      assertTrue(page.path("pictures").size() <= limit, page::toString);
      assertFalse(page.has("next") && page.path("pictures").isEmpty(), page::toString);
      page.path("pictures").forEach(picture -> keys.add(picture.path("key").asText()));
      after = page.path("next").asText("");
    } while (!after.isEmpty());
    return keys;
  }

  @Test
  void shouldListEachPictureOnceWhateverTheSizeOfAPage() {
    List<String> keys =
        put("all", Stream.concat(ODD.stream(), IntStream.range(0, 13).mapToObj(Integer::toString)));
    for (int limit : new int[] {1, 5, 24, 25, 26, 100}) {
      assertEquals(keys, listed(olga, ADAS + "all/", limit), limit + " a page");
    }
    assertEquals(List.of(), listed(olga, ADAS + "none/", 10));
  }

  @Test
  void shouldGiveAUserTheOwnFolderAlone() {
    String own = put("own", Stream.of("own.jpg")).getFirst();
    cloud.upload("web/%s/listed.jpg".formatted(LocalUser.OLGA.sub()), PICTURE);
    cloud.upload(ADAS.replaceAll("/$", "x/listed.jpg"), PICTURE);

    List<String> keys = listed(ada, ADAS, 100);
    assertTrue(keys.contains(own), keys::toString);
    assertTrue(keys.stream().allMatch(key -> key.startsWith(ADAS)), keys::toString);
  }

  @Test
  void shouldFindWhatIsThereAndSayWhatIsGone() throws Exception {
    List<String> there = put("find", ODD.stream());
    List<String> gone =
        List.of(ADAS + "find/never.jpg", "web/%s/x".formatted(LocalUser.OLGA.sub()));
    List<String> asked = Stream.concat(there.stream(), gone.stream()).toList();

    JsonNode found =
        ada.ask("POST", "api/pictures", JSON.writeValueAsString(Map.of("keys", asked)));

    assertEquals(JSON.valueToTree(gone), found.path("gone"));
    assertEquals(there, found.path("pictures").findValuesAsText("key"));
    JsonNode first = found.at("/pictures/0");
    HeadObjectResponse head =
        cloud
            .cloud()
            .clients()
            .s3()
            .headObject(r -> r.bucket(cloud.bucket()).key(there.getFirst()));
    assertEquals(head.eTag(), '"' + first.path("eTag").asText() + '"');
    assertEquals(head.contentLength(), first.path("size").asLong());
    assertEquals(head.lastModified().toString(), first.path("uploadedAt").asText());
    JsonNode list =
        olga.ask("GET", "api/pictures?prefix=" + PageClient.encoded(there.getFirst()), "");
    assertEquals(first.path("eTag"), list.at("/pictures/0/eTag"));
  }

  @Test
  void shouldHandOutAnObjectUnderItsNameAndNeverAsADocument() {
    for (String key : put("read", ODD.stream())) {
      JsonNode picture = ada.ask("GET", "api/picture?key=" + PageClient.encoded(key), "");
      for (String how : List.of("inline", "attachment")) {
        HttpResponse<String> read =
            PageClient.get(picture.path(how.equals("inline") ? "original" : "download").asText());
        assertEquals(200, read.statusCode(), read.body());
        assertEquals(
            PICTURE.length, read.headers().firstValueAsLong("content-length").orElseThrow());
        assertEquals(List.of("application/octet-stream"), read.headers().allValues("content-type"));
        String name = PageClient.encoded(key.substring(key.lastIndexOf('/') + 1));
        assertEquals(
            List.of(how + "; filename*=UTF-8''" + name.replace("+", "%20")),
            read.headers().allValues("content-disposition"));
      }
    }
  }

  @Test
  void shouldGiveAFormForOneKeyAndSoManyBytes() {
    JsonNode form = ada.form("listed.jpg", PICTURE.length);
    byte[] longer = new byte[PICTURE.length + 1];
    HttpResponse<String> tooLarge = PageClient.post(form, longer);
    assertEquals(400, tooLarge.statusCode(), tooLarge.body());
    assertTrue(tooLarge.body().contains("EntityTooLarge"), tooLarge.body());

    JsonNode other = form.deepCopy();
    ((ObjectNode) other.path("fields")).put("key", ADAS + "x");
    assertEquals(403, PageClient.post(other, PICTURE).statusCode());

    assertEquals(201, PageClient.post(form, PICTURE).statusCode());
    assertEquals(List.of(form.path("key").asText()), listed(olga, form.path("key").asText(), 10));
  }

  @Test
  void shouldMakeNoPreviewOfAPictureThatIsReplacedMeanwhile() {
    String key = put("replaced", Stream.of("replaced.jpg")).getFirst();
    String body = "{\"key\": \"%s\", \"side\": 512}".formatted(key);
    REPLACED.set(key);
    HttpResponse<String> answer = ada.send("POST", "api/previews", body);
    assertEquals(404, answer.statusCode(), answer.body());
    assertEquals("", REPLACED.get(), "the picture was read");

    String preview = ada.ask("POST", "api/previews", body).path("url").asText();
    assertEquals(
        List.of("image/jpeg"), PageClient.get(preview).headers().allValues("content-type"));
  }

  @Test
  void shouldDeleteOnceAndForAll() {
    for (String key : put("delete", ODD.stream())) {
      String path = "api/picture?key=" + PageClient.encoded(key);
      assertEquals(204, ada.send("DELETE", path, "").statusCode());
      assertThrows(
          NoSuchKeyException.class,
          () -> cloud.cloud().clients().s3().headObject(r -> r.bucket(cloud.bucket()).key(key)));
      assertEquals(204, ada.send("DELETE", path, "").statusCode());
      assertEquals(404, ada.send("GET", path, "").statusCode());
    }
  }
}
