package io.fanlens.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed template of every stage can be provisioned, and everything that is not emulated is
 * reported as a consequence for the user, not as a name of AWS.
 */
final class StageTemplatesTest {
  private static final Path FOLDER = Path.of("../infra/snapshot");

  static List<Path> templates() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".template.json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void shouldSupportEveryResourceAndProperty(Path file) {
    FakeCloud aws = new FakeCloud();
    Template template = Template.read(file);

    Stack stack = aws.provision(template);

    List<String> unknown =
        stack.notEmulated().stream()
            .filter(sentence -> sentence.startsWith("AWS::") || sentence.contains("without effect"))
            .toList();
    assertEquals(List.of(), unknown);
    assertEquals(count(template, "AWS::Lambda::Function"), stack.functions().size());
    assertEquals(1, stack.mappings().size());
  }

  private static long count(Template template, String type) {
    return template.resources().stream().filter(one -> one.type().equals(type)).count();
  }
}
