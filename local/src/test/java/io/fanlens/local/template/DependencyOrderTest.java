package io.fanlens.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DependencyOrderTest {

  @Test
  void shouldPutDependenciesFirst() {
    List<String> order =
        order(
            """
            {"Resources": {
              "Bucket": {"Type": "T", "Properties": {"To": [{"Fn::GetAtt": ["Queue", "Arn"]}]}},
              "Queue": {"Type": "T", "Properties": {"Dead": {"Fn::Sub": "${Dead.Arn}"}}},
              "Mapping": {"Type": "T", "DependsOn": ["Bucket"]},
              "Dead": {"Type": "T", "Properties": {"Name": {"Ref": "AWS::StackName"}}}}}\
            """);

    assertEquals(List.of("Dead", "Queue", "Bucket", "Mapping"), order);
  }

  @Test
  void shouldNotMistakeTheVariablesOfASubForResources() {
    assertEquals(
        List.of("A"),
        order(
            """
            {"Resources": {"A": {"Type": "T", "Properties":
              {"P": {"Fn::Sub": ["${Own}${!Not}", {"Own": "x"}]}}}}}\
            """));
  }

  @Test
  void shouldReportACircularDependency() {
    TemplateException e =
        assertThrows(
            TemplateException.class,
            () ->
                order(
                    """
                    {"Resources": {
                      "Start": {"Type": "T", "DependsOn": "A"},
                      "A": {"Type": "T", "Properties": {"P": {"Ref": "B"}}},
                      "B": {"Type": "T", "DependsOn": "A"}}}\
                    """));

    assertTrue(e.getMessage().contains(": A -> B -> A;"), e.getMessage());
  }

  @Test
  void shouldReportAReferenceToAMissingResource() {
    TemplateException e =
        assertThrows(
            TemplateException.class,
            () ->
                order(
                    """
                    {"Resources": {"A": {"Type": "T", "Properties": {"P": {"Ref": "B"}}}}}\
                    """));

    assertEquals("resource A (T) references 'B', which is not in the template", e.getMessage());
  }

  private static List<String> order(String template) {
    return DependencyOrder.of(Template.parse(template).resources(), Set.of()).stream()
        .map(Resource::logicalId)
        .toList();
  }
}
