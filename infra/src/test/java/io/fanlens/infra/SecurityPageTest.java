package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.settings.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of docs/security.md list exactly the permissions of the roles. */
class SecurityPageTest {

  private static final Path PAGE = Path.of("..", "docs", "security.md");
  private static final Pattern SID = Pattern.compile("^`(\\w+)`");
  private static final Pattern ACTION = Pattern.compile("`([a-z0-9]+:[A-Z]\\w+)`");

  /** Its actions are the configured operations, which the page does not list. */
  private static final String OPERATIONS = "AnalyzePictures";

  private final TestStack everything = TestStack.ofStage("everything");
  private final TestStack api = TestStack.ofStage("api");
  private final TestStack web = TestStack.ofStage("web");

  @Test
  void shouldSayWhatTheFunctionMayDo() throws IOException {
    SortedMap<String, List<String>> allowed = statements(everything, "Analyzer");
    List<String> operations = allowed.put(OPERATIONS, List.of());

    assertEquals(allowed, table("| statement of the function's role |"));
    assertEquals(
        Arrays.stream(Operation.values())
            .map(one -> "rekognition:" + one.apiName())
            .sorted()
            .toList(),
        operations);
  }

  @Test
  void shouldSayWhatTheFunctionOfTheApiMayDo() throws IOException {
    SortedMap<String, List<String>> allowed = statements(api, "ApiFunction");
    allowed.put(OPERATIONS, List.of());

    assertEquals(allowed, table("| statement of the role of the API's function |"));
  }

  @Test
  void shouldSayWhatTheFunctionOfThePageMayDo() throws IOException {
    assertEquals(
        statements(web, "PageFunction"), table("| statement of the role of the page's function |"));
  }

  @Test
  void shouldSayWhatThePipeMayDo() throws IOException {
    assertEquals(statements(everything, "ResultEvents"), table("| statement of the pipe's role |"));
  }

  @Test
  void shouldDescribeEveryRole() {
    assertEquals(2, everything.logicalIds("AWS::IAM::Role").size());
    assertTrue(everything.logicalIds("AWS::IAM::Policy").isEmpty());
    // The fourth is the account's, by which API Gateway logs.
    assertEquals(4, api.logicalIds("AWS::IAM::Role").size());
    assertTrue(api.logicalIds("AWS::IAM::Policy").isEmpty());
    assertEquals(4, web.logicalIds("AWS::IAM::Role").size());
    assertTrue(web.logicalIds("AWS::IAM::Policy").isEmpty());
  }

  /** Actions by statement; those for several sets of Regions are merged. */
  private static SortedMap<String, List<String>> statements(TestStack stack, String role) {
    SortedMap<String, List<String>> statements = new TreeMap<>();
    for (JsonNode policy : stack.one("AWS::IAM::Role", role).at("/Properties/Policies")) {
      for (JsonNode statement : policy.at("/PolicyDocument/Statement")) {
        String sid = statement.path("Sid").asText();
        statements.put(
            sid.startsWith(OPERATIONS) ? OPERATIONS : sid,
            TestStack.actions(statement).sorted().toList());
      }
    }
    return statements;
  }

  private static SortedMap<String, List<String>> table(String head) throws IOException {
    SortedMap<String, List<String>> rows = new TreeMap<>();
    List<String> lines = Files.readAllLines(PAGE);
    int start = -1;
    for (int i = 0; i < lines.size(); i++) {
      start = lines.get(i).startsWith(head) ? i : start;
    }
    assertTrue(start >= 0, head);
    for (String line : lines.subList(start + 2, lines.size())) {
      if (!line.startsWith("|")) {
        break;
      }
      String[] cells = line.substring(1).split("\\|", -1);
      Matcher sid = SID.matcher(cells[0].strip());
      assertTrue(sid.find(), line);
      List<String> actions = new ArrayList<>();
      Matcher action = ACTION.matcher(cells[2]);
      while (action.find()) {
        actions.add(action.group(1));
      }
      rows.put(sid.group(1), actions.stream().sorted().toList());
    }
    return rows;
  }
}
