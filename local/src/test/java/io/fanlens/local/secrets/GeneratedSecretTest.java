package io.fanlens.local.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.TemplateException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GeneratedSecretTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Random random = new Random(7);

  @Test
  void shouldBe32CharactersWithOneOfEachKind() {
    for (int i = 0; i < 100; i++) {
      String secret = generate("{}");
      assertEquals(32, secret.length());
      assertTrue(secret.matches(".*[a-z].*") && secret.matches(".*[A-Z].*"), secret);
      assertTrue(secret.matches(".*[0-9].*") && secret.matches(".*[^a-zA-Z0-9 ].*"), secret);
    }
    assertNotEquals(generate("{}"), generate("{}"));
  }

  @Test
  void shouldLeaveOutWhatIsExcluded() {
    String secret =
        generate(
            """
            {"PasswordLength": 64, "ExcludePunctuation": true, "ExcludeUppercase": "true",
             "ExcludeCharacters": "abc0"}\
            """);
    assertTrue(secret.matches("[d-z1-9]{64}"), secret);
  }

  @Test
  void shouldPutThePasswordIntoTheTemplate() throws JsonProcessingException {
    JsonNode secret =
        JSON.readTree(
            generate(
                """
                {"SecretStringTemplate": "{\\"user\\": \\"a\\"}", "GenerateStringKey": "word",
                 "PasswordLength": 8}\
                """));
    assertEquals("a", secret.path("user").asText());
    assertEquals(8, secret.path("word").asText().length());
  }

  @Test
  void shouldRefuseWhatAwsRefuses() {
    assertThrows(TemplateException.class, () -> generate("{\"PasswordLength\": 3}"));
    assertThrows(TemplateException.class, () -> generate("{\"PasswordLength\": 4097}"));
    assertThrows(TemplateException.class, () -> generate("{\"GenerateStringKey\": \"word\"}"));
    assertThrows(
        TemplateException.class,
        () -> generate("{\"GenerateStringKey\": \"k\", \"SecretStringTemplate\": \"[]\"}"));
  }

  private String generate(String properties) {
    try {
      return GeneratedSecret.of(new Properties(JSON.readTree(properties)), random);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
