package io.fanlens.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.template.Template;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The committed template, provisioned with clients that only record their calls. */
final class SnapshotTemplateTest {
  private static final Path FILE = Path.of("../infra/snapshot/default.template.json");

  private final FakeCloud aws = new FakeCloud();
  private final Template template = Template.read(FILE);
  private final Stack stack = aws.provision(template);

  @Test
  void shouldPassReadableSettingsToTheFunction() {
    StackFunction function = stack.functions().getFirst();

    Settings settings = Settings.fromEnvironment(function.environment());

    assertEquals(HomeRegion.of(template), settings.homeRegion());
    assertEquals(stack.outputs().get("QueueUrl"), settings.queueUrl());
    assertEquals(stack.outputs().get("DeadLetterQueueUrl"), settings.deadLetterQueueUrl());
    assertEquals(stack.outputs().get("TableName"), settings.table());
    assertEquals(Duration.ofSeconds(settings.timings().functionSeconds()), function.timeout());
    assertEquals(Operation.DETECT_FACES, settings.operations().getFirst().operation());
  }

  @Test
  void shouldMapTheQueueToTheFunction() {
    StackMapping mapping = stack.mappings().getFirst();

    assertEquals(stack.functions().getFirst().name(), mapping.functionName());
    assertEquals(stack.outputs().get("FunctionName"), mapping.functionName());
    assertEquals(stack.outputs().get("QueueUrl"), mapping.queueUrl());
    assertTrue(mapping.reportBatchItemFailures());
    assertTrue(mapping.maximumConcurrency() >= 2, "" + mapping);
  }

  @Test
  void shouldNotifyTheQueueOfChangesInTheBucket() {
    List<String> notifications =
        aws.calls.stream().filter(call -> call.startsWith("notify")).toList();

    assertTrue(
        notifications.stream().anyMatch(call -> call.contains("s3:ObjectCreated:*")),
        aws.calls.toString());
    assertTrue(
        notifications.stream().anyMatch(call -> call.contains("s3:ObjectRemoved:*")),
        aws.calls.toString());
  }

  @Test
  void shouldCreateTheTablesWithTheirKeysAndIndex() {
    List<String> tables =
        aws.calls.stream().filter(call -> call.startsWith("createTable")).toList();

    assertEquals(2, tables.size(), tables.toString());
    assertEquals(
        "createTable detect_faces_results [id, operation] [failed-by-day]", tables.getFirst());
    assertTrue(tables.getLast().endsWith(" [targetGroup, target] []"), tables.getLast());
  }

  @Test
  void shouldReportEachConsequenceOnce() {
    List<String> sentences = stack.notEmulated();

    assertEquals(sentences.size(), Set.copyOf(sentences).size());
    assertTrue(sentences.size() < 20, () -> String.join("\n", sentences));
    assertTrue(sentences.stream().anyMatch(sentence -> sentence.startsWith("SnapStart")));
    assertTrue(sentences.stream().anyMatch(sentence -> sentence.startsWith("Time to live is")));
    assertTrue(sentences.stream().anyMatch(sentence -> sentence.startsWith("Messages do not")));
  }
}
