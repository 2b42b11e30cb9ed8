package io.fanlens.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TemplateTest {

  @Test
  void shouldReadResourcesInTemplateOrder() {
    Template template =
        Template.parse(
            """
            {"Resources": {
              "B": {"Type": "T::B", "DependsOn": "A", "DeletionPolicy": "Retain"},
              "A": {"Type": "T::A", "DependsOn": ["C", "D"], "Condition": "Wanted"}}}\
            """);

    assertEquals(
        List.of("B", "A"), template.resources().stream().map(Resource::logicalId).toList());
    Resource b = template.resources().getFirst();
    assertEquals(List.of("A"), b.dependsOn());
    assertTrue(b.outlivesStack());
    assertTrue(b.properties().isEmpty());
    assertEquals("Wanted", template.resources().getLast().condition().orElseThrow());
  }

  @Test
  void shouldNameTheResourceThatIsMalformed() {
    assertMessage("{\"Resources\": {\"Uploads\": {}}}", "resource Uploads has no Type");
    assertMessage(
        "{\"Resources\": {\"Uploads\": {\"Type\": \"T\", \"Properties\": []}}}",
        "resource Uploads (T): Properties is not an object");
  }

  @Test
  void shouldRejectWhatIsNotATemplate() {
    assertMessage("{}", "no Resources");
    assertMessage("{\n\"Resources\": ", "not JSON at line 2");
    assertMessage("{\"Resources\": {\"A\": {\"Type\": \"T\"}, \"A\": {\"Type\": \"T\"}}}", "'A'");
  }

  @Test
  void shouldNameTheFileThatCannotBeRead() {
    TemplateException e =
        assertThrows(TemplateException.class, () -> Template.read(Path.of("none.json")));

    assertTrue(e.getMessage().contains("none.json"), e.getMessage());
  }

  private static void assertMessage(String json, String part) {
    TemplateException e = assertThrows(TemplateException.class, () -> Template.parse(json));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
