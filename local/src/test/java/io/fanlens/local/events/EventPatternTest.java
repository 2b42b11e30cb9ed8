package io.fanlens.local.events;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {

  @Test
  void shouldMatchAnyOfTheListedValues() throws IOException {
    assertTrue(matches("{'a':{'b':['x','y']}}", "{'a':{'b':'y','c':1}}"));
    assertFalse(matches("{'a':{'b':['x','y']}}", "{'a':{'b':'z'}}"));
    assertFalse(matches("{'a':{'b':['x']}}", "{}"));
  }

  @Test
  void shouldMatchExistence() throws IOException {
    String noClaim = "{'row':{'claim':{'M':{'token':{'S':[{'exists':false}]}}}}}";
    assertTrue(matches(noClaim, "{'row':{'status':{'S':'FAILED'}}}"));
    assertFalse(matches(noClaim, "{'row':{'claim':{'M':{'token':{'S':'t'}}}}}"));
    assertTrue(matches("{'a':[{'exists':true}]}", "{'a':1}"));
    assertFalse(matches("{'a':[{'exists':true}]}", "{'b':1}"));
  }

  @Test
  void shouldMatchPrefixes() throws IOException {
    assertTrue(matches("{'key':[{'prefix':'party/'}]}", "{'key':'party/one.jpg'}"));
    assertFalse(matches("{'key':[{'prefix':'party/'}]}", "{'key':'one.jpg'}"));
  }

  @Test
  void shouldMatchSuffixesAndWildcards() throws IOException {
    assertTrue(matches("{'key':[{'suffix':'.jpg'}]}", "{'key':'party/one.jpg'}"));
    assertFalse(matches("{'key':[{'suffix':'.jpg'}]}", "{'key':'party/one.JPG'}"));
    String either = "{'key':[{'wildcard':'in/*.jpg'},{'wildcard':'in/*.heic'}]}";
    assertTrue(matches(either, "{'key':'in/a/b.jpg'}"));
    assertTrue(matches(either, "{'key':'in/b.heic'}"));
    assertFalse(matches(either, "{'key':'out/b.heic'}"));
    assertFalse(matches(either, "{'key':'in/bxjpg'}"));
    assertFalse(matches(either, "{'key':7}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "nonsense",
        "{'a':'b'}",
        "{'a':[{'numeric':['>',5]}]}",
        "{'$or':[{'a':['b']}]}"
      })
  void shouldRejectUnsupportedSyntax(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> EventPattern.parse(json(pattern)));
  }

  private static boolean matches(String pattern, String event) throws IOException {
    return EventPattern.parse(json(pattern)).matches(new ObjectMapper().readTree(json(event)));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
