package io.fanlens.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.iam.ResourcePolicies;
import io.fanlens.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed template of every stage can be made here, and what the local cloud does not do of
 * it is told as a consequence, not as a name of AWS's.
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
  void shouldKnowEveryResourceAndProperty(Path file) {
    FakeCloud aws = new FakeCloud();
    Template template = Template.read(file);

    Stack stack =
        StackProvisioner.provision(
            template,
            "fanlens",
            HomeRegion.of(template),
            aws.s3(),
            aws.sqs(),
            aws.dynamodb(),
            new ResourcePolicies());

    List<String> unknown =
        stack.notEmulated().stream()
            .filter(
                sentence ->
                    sentence.startsWith("AWS::") || sentence.contains("these have no effect"))
            .toList();
    assertEquals(List.of(), unknown);
    assertEquals(1, stack.functions().size());
    assertEquals(1, stack.mappings().size());
  }
}
