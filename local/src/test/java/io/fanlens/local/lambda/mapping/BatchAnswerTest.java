package io.fanlens.local.lambda.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAnswerTest {
  private static final Set<String> BATCH = Set.of("a", "b", "c");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "{}",
        "{\"other\":1}",
        "{\"batchItemFailures\":null}",
        "{\"batchItemFailures\":[]}"
      })
  void shouldTakeAsSuccessOfAll(String answer) {
    assertEquals(new BatchAnswer(Set.of(), ""), BatchAnswer.read(answer, BATCH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "\"done\"",
        "[]",
        "{\"batchItemFailures\":\"a\"}",
        "{\"batchItemFailures\":[\"a\"]}",
        "{\"batchItemFailures\":[{}]}",
        "{\"batchItemFailures\":[{\"id\":\"a\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":1}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"z\"}]}"
      })
  void shouldTakeAsFailureOfAll(String answer) {
    BatchAnswer read = BatchAnswer.read(answer, BATCH);
    assertEquals(BATCH, read.failed());
    assertFalse(read.complaint().isEmpty());
  }

  @Test
  void shouldNameTheFailed() {
    String answer =
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"c\"}]}";
    assertEquals(new BatchAnswer(Set.of("a", "c"), ""), BatchAnswer.read(answer, BATCH));
  }
}
