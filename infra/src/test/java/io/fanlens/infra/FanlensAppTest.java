package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FanlensAppTest {

  @Test
  void shouldSayInOneLineHowToBuildTheFunctions() {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();

    int status =
        FanlensApp.run(
            Path.of("not-built.zip"), new PrintStream(errors, true, StandardCharsets.UTF_8));

    assertEquals(1, status);
    assertEquals(
        "not-built.zip is not there; build it first: mvn -DskipTests package",
        errors.toString(StandardCharsets.UTF_8).strip());
  }
}
