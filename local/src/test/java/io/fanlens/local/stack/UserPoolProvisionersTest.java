package io.fanlens.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.iam.ResourcePolicies;
import io.fanlens.local.secrets.SecretStore;
import io.fanlens.local.signin.AppClient;
import io.fanlens.local.signin.UserPoolSpec;
import io.fanlens.local.template.Template;
import io.fanlens.local.template.TemplateException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UserPoolProvisionersTest {
  private static final String TEMPLATE =
      """
      {"Resources": {
        "Users": {"Type": "AWS::Cognito::UserPool", "Properties": {
          "MfaConfiguration": "OPTIONAL", "UserPoolTier": "ESSENTIALS"}},
        "Operators": {"Type": "AWS::Cognito::UserPoolGroup", "Properties": {
          "GroupName": "operators", "UserPoolId": {"Ref": "Users"}}},
        "Domain": {"Type": "AWS::Cognito::UserPoolDomain", "Properties": {
          "Domain": {"Fn::Join": ["-", ["fanlens-web", {"Ref": "AWS::AccountId"}]]},
          "ManagedLoginVersion": 2, "UserPoolId": {"Ref": "Users"}}},
        "Style": {"Type": "AWS::Cognito::ManagedLoginBranding", "Properties": {
          "UseCognitoProvidedValues": true, "UserPoolId": {"Ref": "Users"},
          "ClientId": {"Ref": "Client"}}},
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "page"}},
        "Client": {"Type": "AWS::Cognito::UserPoolClient", "Properties": {
          "UserPoolId": {"Ref": "Users"}, "AllowedOAuthFlows": ["code"],
          "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthScopes": ["openid", "email"],
          "CallbackURLs": [CALLBACKS], "RefreshTokenValidity": 720,
          "TokenValidityUnits": {"RefreshToken": "minutes"}}}},
       "Outputs": {
         "Id": {"Value": {"Ref": "Users"}},
         "ClientId": {"Value": {"Ref": "Client"}},
         "Issuer": {"Value": {"Fn::GetAtt": ["Users", "ProviderURL"]}},
         "Login": {"Value": {"Fn::Join": ["", ["https://", {"Ref": "Domain"},
           ".auth.eu-west-1.amazoncognito.com/oauth2/authorize"]]}}}}
      """;

  private static final String PAGE =
      "{\"Fn::Join\": [\"\", [\"https://\", {\"Ref\": \"Api\"},"
          + " \".execute-api.eu-west-1.amazonaws.com/page/\"]]}";

  private final FakeCloud aws = new FakeCloud();

  private Stack provision(String callbacks) {
    return StackProvisioner.provision(
        Template.parse(TEMPLATE.replace("CALLBACKS", callbacks)),
        "fanlens",
        "eu-west-1",
        aws.s3(),
        aws.sqs(),
        aws.dynamodb(),
        new ResourcePolicies(),
        new SecretStore(),
        new Numbered());
  }

  /** Hosts that are http://1, http://2 and so on. */
  private static final class Numbered implements Addresses {
    private final Map<String, String> local = new LinkedHashMap<>();

    @Override
    public void open(String address) {
      local.put(address, "http://localhost:" + (local.size() + 1));
    }

    @Override
    public String localized(String text) {
      String localized = text;
      for (Map.Entry<String, String> one : local.entrySet()) {
        localized = localized.replace(one.getKey(), one.getValue());
      }
      return localized;
    }
  }

  @Test
  void shouldNamePoolAndClientAsAwsDoesAndFindThemHere() {
    Stack stack = provision(PAGE);

    UserPoolSpec pool = stack.userPools().getFirst();
    AppClient client = pool.clients().getFirst();
    assertTrue(pool.id().matches("eu-west-1_[0-9a-z]{9}"), pool.id());
    assertTrue(client.id().matches("[0-9a-z]{26}"), client.id());
    assertEquals(pool.id(), stack.outputs().get("Id"));
    assertEquals(client.id(), stack.outputs().get("ClientId"));
    assertEquals(
        "https://cognito-idp.eu-west-1.amazonaws.com/" + pool.id(), stack.outputs().get("Issuer"));
    assertEquals(pool.issuer(), stack.outputs().get("Issuer"));
    assertEquals(Set.of("operators"), pool.groups());
    assertEquals(
        Optional.of("https://fanlens-web-000000000000.auth.eu-west-1.amazoncognito.com"),
        pool.login());
    assertTrue(
        stack.outputs().get("Login").matches("http://localhost:[12]/oauth2/authorize"),
        stack.outputs().toString());
    assertTrue(
        client.callbacks().getFirst().matches("http://localhost:[12]/page/"),
        client.callbacks().toString());
    assertEquals(Duration.ofHours(1), client.accessToken());
    assertEquals(Duration.ofHours(12), client.refreshToken());
    assertEquals(
        List.of("Users sign in without a password, and there are two: Users."),
        stack.notEmulated());
  }

  @Test
  void shouldRejectAnAddressToReturnToThatIsOpenToAnyone() {
    for (String bad : List.of("\"http://page.example/\"", "\"javascript:alert(1)\"")) {
      TemplateException rejected = assertThrows(TemplateException.class, () -> provision(bad));
      assertTrue(rejected.getMessage().contains("CallbackURLs"), rejected.getMessage());
    }
  }
}
