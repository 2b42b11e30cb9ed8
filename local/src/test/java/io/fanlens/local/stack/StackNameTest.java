package io.fanlens.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.template.Template;
import org.junit.jupiter.api.Test;

class StackNameTest {

  @Test
  void shouldBeTheNameInTheFunctionsEnvironment() {
    assertEquals(
        "Fanlens-party",
        StackName.of(
            Template.parse(
                """
                {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"},
                  "Analyze": {"Type": "AWS::Lambda::Function", "Properties": {
                    "Environment": {"Variables": {"FANLENS_STACK": "Fanlens-party"}}}}}}\
                """)));
  }

  @Test
  void shouldDefaultToTheDefaultStages() {
    assertEquals(
        "Fanlens",
        StackName.of(Template.parse("{\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\"}}}")));
  }
}
