package io.fanlens.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.stack.NameResolver;
import io.fanlens.local.stack.ProvisionedResource;
import io.fanlens.local.stack.StackContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntrinsicsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Template TEMPLATE =
      Template.parse(
          """
          {"Parameters": {"Stage": {"Type": "String", "Default": "dev"},
                          "Open": {"Type": "String"}},
           "Mappings": {"Sizes": {"dev": {"Memory": 512}}},
           "Conditions": {
             "IsDev": {"Fn::Equals": [{"Ref": "Stage"}, "dev"]},
             "IsProd": {"Fn::Not": [{"Condition": "IsDev"}]},
             "Both": {"Fn::And": [{"Condition": "IsDev"}, {"Condition": "IsProd"}]},
             "Either": {"Fn::Or": [{"Condition": "IsDev"}, {"Condition": "IsProd"}]},
             "Loop": {"Condition": "Loop"}},
           "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}, "Later": {"Type": "T::T::T"}}}\
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Ref': 'Queue'} | 'http://q'",
        "{'Ref': 'Stage'} | 'dev'",
        "{'Ref': 'AWS::Region'} | 'eu-west-1'",
        "{'Ref': 'AWS::AccountId'} | '000000000000'",
        "{'Ref': 'AWS::Partition'} | 'aws'",
        "{'Ref': 'AWS::URLSuffix'} | 'amazonaws.com'",
        "{'Ref': 'AWS::StackName'} | 'fanlens'",
        "{'Fn::GetAtt': ['Queue', 'Arn']} | 'arn:q'",
        "{'Fn::GetAtt': 'Queue.Arn'} | 'arn:q'",
        "{'Fn::Join': ['-', ['a', {'Ref': 'Stage'}, 5]]} | 'a-dev-5'",
        "{'Fn::Sub': '${AWS::Region}/${Queue.Arn}/${Queue}/${!Queue}'}"
            + " | 'eu-west-1/arn:q/http://q/${Queue}'",
        "{'Fn::Sub': ['${X}-${Stage}', {'X': {'Ref': 'AWS::Region'}}]} | 'eu-west-1-dev'",
        "{'Fn::Select': [1, {'Fn::Split': [':', 'a:b:c']}]} | 'b'",
        "{'Fn::Select': ['0', ['x', 'y']]} | 'x'",
        "{'Fn::Split': ['.', 'a.b.']} | ['a', 'b', '']",
        "{'Fn::If': ['IsDev', 1, 2]} | 1",
        "{'Fn::If': ['IsProd', 1, 2]} | 2",
        "{'Fn::If': ['Both', 1, 2]} | 2",
        "{'Fn::If': ['Either', 1, 2]} | 1",
        "{'Fn::FindInMap': ['Sizes', {'Ref': 'Stage'}, 'Memory']} | 512",
        "{'Fn::Base64': 'hi'} | 'aGk='",
        "{'a': {'Ref': 'AWS::NoValue'}, 'b': [{'Ref': 'AWS::NoValue'}, true]} | {'b': [true]}",
      })
  void shouldResolve(String intrinsic, String expected) {
    assertEquals(json(expected), resolve(intrinsic));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Ref': 'Nobody'} | 'Nobody' is referenced, but not in the template",
        "{'Ref': 'Later'} | 'Later' is referenced, but its condition is false",
        "{'Ref': 'Open'} | parameter Open has no Default",
        "{'Fn::Join': ['a']} | Fn::Join needs a list of 2, but has [\"a\"]",
        "{'Fn::Select': [2, ['x']]} | Fn::Select has index 2 in a list of 1",
        "{'Fn::Cidr': []} | does not support the intrinsic Fn::Cidr",
        "{'Fn::If': ['Never', 1, 2]} | condition 'Never' is referenced",
        "{'Fn::If': ['Loop', 1, 2]} | circular conditions",
        "{'Fn::Sub': {}} | Fn::Sub needs a string",
        "{'Fn::FindInMap': ['Sizes', 'prod', 'Memory']} | mapping Sizes has no prod.Memory",
      })
  void shouldExplainErrors(String intrinsic, String expected) {
    TemplateException e = assertThrows(TemplateException.class, () -> resolve(intrinsic));

    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  @Test
  void shouldGenerateAnArnForAResourceThatIsOnlyReported() {
    NameResolver names = names();
    names.add("Later", new ProvisionedResource("later", Map.of()));

    assertEquals(
        "arn:aws:t:eu-west-1:000000000000:t/fanlens-Later", names.attribute("Later", "Arn"));
    assertEquals("fanlens-Later.Colour", names.attribute("Later", "Colour"));
  }

  private static JsonNode resolve(String intrinsic) {
    return new Intrinsics(names()).resolve(json(intrinsic));
  }

  private static NameResolver names() {
    NameResolver names = new NameResolver(TEMPLATE, new StackContext("fanlens", "eu-west-1"));
    names.add("Queue", new ProvisionedResource("http://q", Map.of("Arn", "arn:q")));
    return names;
  }

  private static JsonNode json(String withSingleQuotes) {
    try {
      return JSON.readTree(withSingleQuotes.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(withSingleQuotes, e);
    }
  }
}
