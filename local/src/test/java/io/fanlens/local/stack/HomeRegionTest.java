package io.fanlens.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.template.Template;
import io.fanlens.local.template.TemplateException;
import org.junit.jupiter.api.Test;

final class HomeRegionTest {

  @Test
  void shouldReadItFromSettingsWithReferences() {
    assertEquals(
        "eu-west-1",
        of(
            """
            {"Fn::Join": ["", ["{\\"queueUrl\\":\\"", {"Ref": "Work"},
              "\\",\\"homeRegion\\":\\"eu-west-1\\"}"]]}\
            """));
  }

  @Test
  void shouldUseTheDefaultWhereTheTemplateHasNone() {
    assertEquals("us-east-1", of("{\"Fn::Sub\": \"{\\\"homeRegion\\\":\\\"${AWS::Region}\\\"}\"}"));
    assertEquals("us-east-1", of("\"{}\""));
    assertEquals(
        "us-east-1",
        HomeRegion.of(Template.parse("{\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\"}}}")));
  }

  @Test
  void shouldNameTheFunctionWhoseSettingsAreNotJson() {
    TemplateException e = assertThrows(TemplateException.class, () -> of("\"homeRegion\""));

    assertTrue(
        e.getMessage().startsWith("resource F (AWS::Lambda::Function): FANLENS_SETTINGS is not"),
        e.getMessage());
  }

  private static String of(String settings) {
    return HomeRegion.of(
        Template.parse(
            """
            {"Resources": {
              "Work": {"Type": "AWS::SQS::Queue"},
              "F": {"Type": "AWS::Lambda::Function", "Properties": {
                "Environment": {"Variables": {"FANLENS_SETTINGS": %s}}}}}}\
            """
                .formatted(settings)));
  }
}
