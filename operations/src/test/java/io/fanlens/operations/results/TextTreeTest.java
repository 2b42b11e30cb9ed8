package io.fanlens.operations.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TextTreeTest {

  @Test
  void shouldIndentNestedValues() throws IOException {
    assertEquals(
        """
        count: 1
        Faces:
          #1
            Smile:
              Value: false
            Type: a?b
        Labels: none
        """,
        TextTree.of(
            new ObjectMapper()
                .readTree(
                    """
                    {"count": 1,
                     "Faces": [{"Smile": {"Value": false}, "Type": "a\\u001bb"}],
                     "Labels": []}
                    """)));
  }
}
