package io.fanlens.local.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTemplateTest {

  @Test
  void shouldReplacePathsByValuesAndMissingOnesByNothing() throws IOException {
    InputTemplate template =
        InputTemplate.parse(
            """
            {"key": "<$.row.id.S>", "said": "<$.row.n.N> of <$.row.n.N>",
             "nested": {"none": "<$.row.other.S>"}, "fixed": "$1"}
            """);
    assertEquals(
        """
        {"key":"a \\"quoted\\" $1.jpg","said":"3 of 3","nested":{"none":""},"fixed":"$1"}\
        """,
        template
            .fill(
                new ObjectMapper()
                    .readTree(
                        """
                        {"row": {"id": {"S": "a \\"quoted\\" $1.jpg"}, "n": {"N": "3"}}}
                        """))
            .toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\": <$.b>}", "{\"a\": \"<aws.pipes.pipe-name>\"}", "[1]", "{\"a\": 1}"})
  void shouldRejectUnsupportedSyntax(String template) {
    assertThrows(IllegalArgumentException.class, () -> InputTemplate.parse(template));
  }
}
