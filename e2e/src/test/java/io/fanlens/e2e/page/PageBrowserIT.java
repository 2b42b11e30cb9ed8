package io.fanlens.e2e.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.ClientProgram;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.local.cloud.LocalCloudHooks;
import io.fanlens.local.gateway.RequestFilter;
import io.fanlens.local.signin.LocalUser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stage with the page on this machine, used in a browser: a test for each scenario of {@code
 * page.mjs}, which tells what became of it. With {@code FANLENS_SCREENSHOTS} it draws the pictures
 * of the documentation into that folder, too.
 */
@Order(2)
class PageBrowserIT {

  private static final Path SCRIPT = Path.of("src/test/resources/browser/page.mjs");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;

  @TestFactory
  List<DynamicTest> shouldWorkInABrowser() throws Exception {
    if (!browser()) {
      return skipped("there is no Chromium");
    }
    if (!Files.exists(Path.of("../page/node_modules/playwright-core"))) {
      return skipped("there is no driver of Chromium");
    }
    PipelineOptions options =
        PageCloud.options(directory)
            .processes(2)
            .hooks(new LocalCloudHooks(RequestFilter.NONE, ListedPictures::unannounced));
    List<DynamicTest> tests = new ArrayList<>();
    try (PipelineCloud cloud = PageCloud.start(options)) {
      new ListedPictures(cloud).put(LocalUser.OLGA);
      String printed =
          ClientProgram.output(
              Path.of("."),
              Map.of(),
              "node",
              SCRIPT.toString(),
              PageClient.url(cloud),
              cloud.cloud().endpoint().toString(),
              cloud.bucket(),
              tenPictures().toString());
      for (String line : printed.lines().toList()) {
        JsonNode ended = JSON.readTree(line);
        tests.add(
            DynamicTest.dynamicTest(
                ended.path("name").asText(),
                () -> assertEquals("null", ended.path("error").asText())));
      }
    }
    return tests;
  }

  /** Reports count no test of a factory that is itself aborted. */
  private static List<DynamicTest> skipped(String reason) {
    return List.of(DynamicTest.dynamicTest("all scenarios", () -> Assumptions.abort(reason)));
  }

  private static boolean browser() {
    return System.getenv("FANLENS_BROWSER") != null
        || List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable").stream()
            .anyMatch(name -> Files.exists(Path.of("/usr/bin", name)));
  }

  /** Of six formats. */
  private static Path tenPictures() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("ten"));
    Path samples = Path.of("../local/src/main/resources/samples");
    for (String name :
        List.of(
            "broken.jpg",
            "face.bmp",
            "four faces.jpg",
            "number-plate.jpg",
            "one-face.jpg",
            "turned.jpg")) {
      Files.copy(samples.resolve(name), folder.resolve(name));
    }
    for (Map.Entry<String, String> made :
        Map.of(
                "coffee.png", "no-face.jpg",
                "plate.gif", "number-plate.jpg",
                "portrait.tiff", "one-face.jpg")
            .entrySet()) {
      String format = made.getKey().substring(made.getKey().indexOf('.') + 1);
      BufferedImage image = ImageIO.read(samples.resolve(made.getValue()).toFile());
      Files.write(folder.resolve(made.getKey()), PipelinePictures.encode(image, format));
    }
    try (InputStream heic = PageBrowserIT.class.getResourceAsStream("/heic/single.heic")) {
      Files.copy(heic, folder.resolve("photo.heic"));
    }
    return folder;
  }
}
