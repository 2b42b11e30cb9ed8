package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.stage.configuration.ConfigurationException;
import io.fanlens.stage.configuration.StageContexts;
import io.fanlens.stage.configuration.StageJson;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@SuppressWarnings("deprecation") // SynthesisMessage, which the assertions return
class AccountStackTest {

  private static final String STAGE =
      """
      {"homeRegion": "eu-west-1",
       "operations": {"DetectFaces": {}, "DetectLabels": {}},
       "accounts": {
         "second": {"roleArn": "arn:aws:iam::111122223333:role/media/fanlens", "externalId": "e-17"},
         "third": {"roleArn": "arn:aws:iam::222233334444:role/fanlens"},
         "idle": {"roleArn": "arn:aws:iam::333344445555:role/fanlens"}},
       "targets": [
         {"region": "eu-west-1"},
         {"region": "eu-west-1", "account": "second"},
         {"region": "ca-central-1", "account": "second"},
         {"region": "eu-west-2", "account": "third"}]}
      """;

  @Test
  void shouldAllowTheConfiguredOperationsInTheAccountsOwnRegionsAndNothingElse()
      throws IOException {
    JsonNode role = role("second");
    assertEquals("fanlens", role.path("RoleName").textValue());
    assertEquals("/media/", role.path("Path").textValue());
    List<JsonNode> statements = list(role.at("/Policies/0/PolicyDocument/Statement"));
    assertEquals(1, role.path("Policies").size());
    assertEquals(
        List.of(
            "rekognition:DetectFaces [ca-central-1, eu-west-1]",
            "rekognition:DetectLabels [eu-west-1]"),
        statements.stream()
            .map(
                each ->
                    each.path("Action").textValue()
                        + " "
                        + TestStack.texts(each.at("/Condition/StringEquals/aws:RequestedRegion"))
                            .toList())
            .sorted()
            .toList());
  }

  @Test
  void shouldTrustOnlyTheFunctionsRoleAndRequireTheExternalId() throws IOException {
    JsonNode trust = role("second").at("/AssumeRolePolicyDocument/Statement");
    assertEquals(1, trust.size());
    assertEquals("sts:AssumeRole", trust.at("/0/Action").textValue());
    assertTrue(trust.at("/0/Principal/AWS").toString().contains(":iam::444455556666:root"));
    JsonNode conditions = trust.at("/0/Condition");
    assertEquals("e-17", conditions.at("/StringEquals/sts:ExternalId").textValue());
    String trusted = conditions.at("/ArnEquals/aws:PrincipalArn").toString();
    assertTrue(trusted.contains(":iam::444455556666:role/Fanlens-eu-west-1-analyzer"), trusted);
    assertFalse(trusted.contains("*"), trusted);
    assertTrue(
        role("third")
            .at("/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals")
            .isMissingNode());
  }

  @Test
  void shouldTrustTheNameThatTheFunctionsRoleHas() throws IOException {
    FanlensStack main = TestStack.unsynthesized(StageContexts.context(STAGE));
    Template.fromStack(main)
        .hasResourceProperties("AWS::IAM::Role", Map.of("RoleName", "Fanlens-eu-west-1-analyzer"));
  }

  @Test
  void shouldNotNameTheRoleWithoutOtherAccounts() {
    JsonNode role = TestStack.byDefault().one("AWS::IAM::Role", "Analyzer");
    assertTrue(role.at("/Properties/RoleName").isMissingNode());
  }

  @Test
  void shouldBeDeployableWithoutABootstrap() throws IOException {
    AccountStack stack = stack("second", "444455556666");
    assertEquals("Fanlens-account-second", stack.getStackName());
    assertEquals("111122223333", stack.getAccount());
    JsonNode template = template(stack);
    assertEquals(1, template.path("Resources").size());
    assertTrue(template.path("Parameters").isMissingNode(), template::toString);
  }

  @Test
  void shouldSayWhatIsMissing() {
    assertSays("name one of idle, second, third", "other", "444455556666");
    assertSays("give the 12-digit id", "second", "4444");
    assertSays("give the 12-digit id", "second", null);
    assertSays("add one under targets", "idle", "444455556666");
  }

  /** The one finding: the operations have no resource types, so a condition limits the Regions. */
  @Test
  void shouldGiveCdkNagNothingElseToFind() throws IOException {
    AccountStack stack = stack("second", "444455556666");
    Aspects.of(stack).add(new AwsSolutionsChecks());
    Annotations annotations = Annotations.fromStack(stack);
    List<String> errors =
        annotations.findError("*", Match.anyValue()).stream()
            .map(each -> each.getEntry().getData().toString())
            .toList();
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.getFirst().startsWith("AwsSolutions-IAM5[Resource::*]"), errors::toString);
    assertEquals(List.of(), annotations.findWarning("*", Match.anyValue()));
  }

  private static void assertSays(String part, String account, String home) {
    String message =
        assertThrows(ConfigurationException.class, () -> stack(account, home)).getMessage();
    assertTrue(message.contains(part), message);
  }

  private static AccountStack stack(String account, String home) throws IOException {
    Map<String, Object> context = new HashMap<>();
    context.putAll(TestStack.ERRORS_ALLOWED);
    context.put("fanlens", StageJson.plain(StageContexts.context(STAGE)));
    if (home != null) {
      context.put("homeAccount", home);
    }
    Path folder = Files.createTempDirectory(Path.of("target"), "synth");
    App app =
        FanlensApp.app(AppProps.builder().outdir(folder.resolve("cdk.out").toString()), context);
    return AccountStack.create(app, FanlensApp.configuration(app), account);
  }

  private static JsonNode role(String account) throws IOException {
    return template(stack(account, "444455556666"))
        .path("Resources")
        .valueStream()
        .filter(each -> each.path("Type").textValue().equals("AWS::IAM::Role"))
        .findFirst()
        .orElseThrow()
        .path("Properties");
  }

  private static JsonNode template(AccountStack stack) {
    return new ObjectMapper().valueToTree(Template.fromStack(stack).toJSON());
  }

  private static List<JsonNode> list(JsonNode array) {
    return array.valueStream().toList();
  }
}
