package io.fanlens.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.deployment.DeployedKeyFilters;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalGuideTest {

  private static final Map<String, String> OUTPUTS =
      Map.of("BucketName", "pictures", "TableName", "results", "QueueUrl", "http://queue");

  @Test
  void shouldSayHowToCallTheApiOfAStageThatHasOne() {
    Map<String, String> outputs = new HashMap<>(OUTPUTS);
    outputs.put("ApiUrl", "http://127.0.0.1:4567/prod/");

    List<String> lines = lines(outputs);

    String picture = "/home of/local/src/main/resources/samples/one-face.jpg";
    assertTrue(lines.contains("  ./fanlens clients add me --per-day 100 --stack Fanlens-api"));
    assertTrue(
        lines.contains(
            "  curl -u KEY:SECRET --data-binary @'%s' http://127.0.0.1:4567/prod/v1/DetectFaces"
                .formatted(picture)),
        () -> String.join("\n", lines));
    assertTrue(
        lines.contains(
            ("  AWS_ENDPOINT_URL_REKOGNITION=http://127.0.0.1:4567/prod/ AWS_ACCESS_KEY_ID=KEY"
                    + " AWS_SECRET_ACCESS_KEY=SECRET AWS_DEFAULT_REGION=us-east-1 aws rekognition"
                    + " detect-faces --image-bytes fileb://'%s'")
                .formatted(picture)),
        () -> String.join("\n", lines));
  }

  @Test
  void shouldGiveThePagesAddressAndWhoMaySignIn() {
    Map<String, String> outputs = new HashMap<>(OUTPUTS);
    outputs.put("PageUrl", "http://127.0.0.1:4567/page/");

    List<String> lines = lines(outputs);

    int page = lines.indexOf("  http://127.0.0.1:4567/page/");
    assertTrue(page > 0, () -> String.join("\n", lines));
    assertTrue(lines.get(page - 1).contains("no password"), lines.get(page - 1));
    assertTrue(lines.get(page + 1).startsWith("  ada "), lines.get(page + 1));
    assertTrue(lines.get(page + 2).startsWith("  olga "), lines.get(page + 2));
    assertTrue(lines.get(page + 2).contains("operators"), lines.get(page + 2));
    assertEquals(List.of(), lines(OUTPUTS).stream().filter(line -> line.contains("olga")).toList());
  }

  @Test
  void shouldSayNothingOfAnApiWhereThereIsNone() {
    assertEquals(
        List.of(), lines(OUTPUTS).stream().filter(line -> line.contains("clients")).toList());
  }

  private static List<String> lines(Map<String, String> outputs) {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    return new LocalGuide(
            new Terminal(nowhere, nowhere, false, false, 100),
            URI.create("http://127.0.0.1:4566"),
            "us-east-1",
            "Fanlens-api",
            outputs,
            new StageKeys(
                DeployedKeyFilters.ofRule("{}"),
                TemplateOperations.of(Path.of("../infra/snapshot/api.template.json"))),
            new Installation(Path.of("/home of"), Path.of("/logs")))
        .text(List.of())
        .lines()
        .toList();
  }
}
