package io.fanlens.local.command;

import io.fanlens.local.signin.LocalUser;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.deployment.Deployment;
import io.fanlens.settings.Operation;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The instructions that {@code ./fanlens local} prints when it is ready: lines to copy and paste.
 */
record LocalGuide(
    Terminal terminal,
    URI endpoint,
    String region,
    String stack,
    Map<String, String> outputs,
    StageKeys keys,
    Installation installation) {

  String text(List<String> notEmulated) {
    StringBuilder text = new StringBuilder();
    text.append('\n')
        .append(terminal.strong("Fanlens runs on " + endpoint))
        .append(" until Ctrl-C. No data is retained, nothing is sent to AWS.\n");

    heading(text, "Point the AWS CLI and SDKs at it");
    line(text, "export AWS_ENDPOINT_URL=" + endpoint);
    line(text, "export AWS_REGION=%s AWS_DEFAULT_REGION=%s".formatted(region, region));
    line(text, "export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test");

    heading(text, "The stack");
    new TreeMap<>(outputs).forEach((name, value) -> line(text, "%-24s %s".formatted(name, value)));

    if (outputs.containsKey("PageUrl")) {
      page(text, outputs.get("PageUrl"));
    }
    String ofStack = stack.equals(Deployment.DEFAULT_STACK) ? "" : " --stack " + quoted(stack);
    if (outputs.containsKey("ApiUrl")) {
      api(text, outputs.get("ApiUrl"), ofStack);
    }

    String key = keys.prefix() + "photo.jpg";
    heading(text, "Try it (in another terminal, after the exports)");
    line(
        text,
        "aws s3 cp %s s3://%s/%s"
            .formatted(quoted(sample(key)), outputs.get("BucketName"), quoted(key)));
    line(
        text,
        ("aws dynamodb query --table-name %s --key-condition-expression id=:i"
                + " --expression-attribute-values ':i={S=%s}'")
            .formatted(outputs.get("TableName"), key));
    // Version 1 of the AWS CLI ignores AWS_ENDPOINT_URL for SQS.
    line(
        text,
        "aws sqs get-queue-attributes --attribute-names All --endpoint-url %s --queue-url %s"
            .formatted(endpoint, outputs.get("QueueUrl")));

    heading(text, "Throttle a Region of the local Rekognition, take it down, and restore it");
    String rules = endpoint + "/_fanlens/rekognition/regions/" + region;
    line(text, "curl -s -X PUT %s -d '{\"quota\": {\"permitsPerSecond\": 5}}'".formatted(rules));
    line(text, "curl -s -X PUT %s -d '{\"outage\": \"fail\"}'".formatted(rules));
    line(text, "curl -s -X DELETE %s".formatted(rules));
    line(text, "curl -s %s/_fanlens/rekognition/calls".formatted(endpoint));

    heading(text, "All results of a picture; the deployment at work");
    line(text, "./fanlens results %s%s".formatted(quoted(key), ofStack));
    line(text, "./fanlens status --watch" + ofStack);

    heading(text, "Events of results and removals on the event bus");
    line(text, "curl -s %s/_fanlens/events".formatted(endpoint));

    if (!notEmulated.isEmpty()) {
      heading(text, "In the template, but not emulated");
      notEmulated.forEach(sentence -> line(text, sentence));
    }
    heading(text, "Pictures");
    return text.toString().stripTrailing();
  }

  /** Whoever gets the address will ask as whom to sign in. */
  private void page(StringBuilder text, String url) {
    heading(text, "Open the page; the sign-in is this machine's own and asks for no password");
    line(text, url);
    for (LocalUser user : LocalUser.values()) {
      line(text, "%-6s %s".formatted(user.userName(), user.description()));
    }
  }

  /** Nothing here but the first line needs the exports: a client has a key of its own. */
  private void api(StringBuilder text, String url, String ofStack) {
    String picture = quoted(samples().resolve("one-face.jpg").toString());
    heading(text, "Call the API: add a client after the exports, then put in its key");
    line(text, "./fanlens clients add me --per-day 100" + ofStack);
    line(text, "curl -u KEY:SECRET --data-binary @%s %sv1/DetectFaces".formatted(picture, url));
    line(
        text,
        ("AWS_ENDPOINT_URL_REKOGNITION=%s AWS_ACCESS_KEY_ID=KEY AWS_SECRET_ACCESS_KEY=SECRET"
                + " AWS_DEFAULT_REGION=%s aws rekognition detect-faces --image-bytes fileb://%s")
            .formatted(url, region, picture));
  }

  /** One in which the stage finds something. */
  private String sample(String key) {
    boolean faces = keys.operations().of(key).contains(Operation.DETECT_FACES);
    return samples().resolve(faces ? "one-face.jpg" : "number-plate.jpg").toString();
  }

  private Path samples() {
    return installation.root().resolve("local/src/main/resources/samples");
  }

  private void heading(StringBuilder text, String heading) {
    text.append('\n').append(terminal.strong(heading)).append('\n');
  }

  private static void line(StringBuilder text, String line) {
    text.append("  ").append(line).append('\n');
  }

  /** For a shell: a path may contain spaces and quotes. */
  static String quoted(String word) {
    return word.matches("[\\w./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
