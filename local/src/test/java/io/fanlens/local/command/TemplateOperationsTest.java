package io.fanlens.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.operations.command.UserError;
import io.fanlens.settings.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateOperationsTest {

  @TempDir private Path folder;

  @Test
  void shouldFindTheOperationsOfAKeyInSettingsWithReferences() {
    TemplateOperations operations =
        TemplateOperations.of(Path.of("../infra/snapshot/everything.template.json"));

    assertEquals(7, operations.of("a.jpg").size());
    assertEquals(
        Set.of(Operation.DETECT_FACES, Operation.COMPARE_FACES),
        Set.copyOf(operations.of("badges/a.jpg")));
    assertEquals(List.of(), operations.of("thumbnails/a.jpg"));
  }

  @Test
  void shouldRejectATemplateWithoutOperations() throws IOException {
    Path template = template("\"{}\"");

    assertThrows(UserError.class, () -> TemplateOperations.of(template));
  }

  private Path template(String settings) throws IOException {
    return Files.writeString(
        folder.resolve("template.json"),
        """
        {"Resources": {"F": {"Type": "AWS::Lambda::Function", "Properties": {
        "Environment": {"Variables": {"FANLENS_SETTINGS": %s}}}}}}\
        """
            .formatted(settings));
  }
}
