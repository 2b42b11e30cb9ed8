package io.fanlens.local.lambda.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A function that does what the messages say, the first time each is received, and succeeds on
 * every later time. It runs inside a zip with Jackson in lib/.
 */
public final class ScriptedFunction {
  private static final ObjectMapper JSON = new ObjectMapper();

  public ScriptedFunction() {
    if ("exit".equals(System.getenv("INIT"))) {
      System.out.println("about to exit in init");
      System.exit(3);
    }
    String needed = System.getenv("NEEDED_FILE");
    if (needed != null && !Files.exists(Path.of(needed))) {
      throw new IllegalStateException("the needed file is not there");
    }
  }

  public void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException, InterruptedException {
    JsonNode event = JSON.readTree(in);
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    System.out.println("BATCH " + event.path("Records").size());
    for (JsonNode record : event.path("Records")) {
      String body = record.path("body").asText();
      String id = record.path("messageId").asText();
      boolean first = record.at("/attributes/ApproximateReceiveCount").asInt() == 1;
      System.out.println("SEEN " + body);
      switch (first ? body.split(" ", 2)[0] : "again") {
        case "halt" -> Runtime.getRuntime().halt(7);
        case "sleep" -> Thread.sleep(600_000);
        case "throw" -> throw new IllegalStateException("as notifications");
        case "oom" -> System.out.println(fillHeap().size());
        case "fail" -> failures.addObject().put("itemIdentifier", id);
        case "answer" -> {
          out.write(body.substring("answer ".length()).getBytes(UTF_8));
          return;
        }
        case "event" -> System.out.println("EVENT " + event);
        case "env" -> {
          System.getenv().forEach((name, value) -> System.out.println("ENV " + name + "=" + value));
          System.out.println("HEAP " + Runtime.getRuntime().maxMemory());
          System.out.println("LEFT " + context.getRemainingTimeInMillis());
          System.out.println("ARN " + context.getInvokedFunctionArn());
          System.out.println("REQUEST " + context.getAwsRequestId());
          System.out.println("TRACE " + System.getProperty("com.amazonaws.xray.traceHeader"));
          System.out.println(
              "FUNCTION " + context.getFunctionName() + " " + context.getMemoryLimitInMB());
          System.out.println("TEXT Größe 😀");
        }
        case "wait" -> {
          Path gate = Path.of(body.substring("wait ".length()));
          while (!Files.exists(gate)) {
            Thread.sleep(5);
          }
        }
        default -> {}
      }
      System.out.println("DONE " + body);
    }
    out.write(JSON.writeValueAsBytes(answer));
  }

  private static List<byte[]> fillHeap() {
    List<byte[]> all = new ArrayList<>();
    while (all.size() < 1_000_000) {
      all.add(new byte[1 << 20]);
    }
    return all;
  }
}
