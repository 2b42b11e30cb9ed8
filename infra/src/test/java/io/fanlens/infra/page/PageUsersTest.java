package io.fanlens.infra.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import org.junit.jupiter.api.Test;

/** The users of the page. */
class PageUsersTest {

  private static final TestStack USUAL = TestStack.ofStage("web");
  private static final TestStack OTHER = PageTest.OTHER;

  @Test
  void shouldLetOnlyAdministratorsAddUsers() {
    JsonNode pool = properties(USUAL, "AWS::Cognito::UserPool");

    assertTrue(pool.at("/AdminCreateUserConfig/AllowAdminCreateUserOnly").asBoolean());
    assertFalse(
        properties(OTHER, "AWS::Cognito::UserPool")
            .at("/AdminCreateUserConfig/AllowAdminCreateUserOnly")
            .asBoolean(),
        "unless configured");
  }

  @Test
  void shouldKnowUsersByTheirAddress() {
    JsonNode pool = properties(USUAL, "AWS::Cognito::UserPool");

    assertEquals("[\"email\"]", pool.path("UsernameAttributes").toString());
    assertFalse(pool.at("/UsernameConfiguration/CaseSensitive").asBoolean(true));
    assertEquals("[\"email\"]", pool.path("AutoVerifiedAttributes").toString());
    assertEquals(12, pool.at("/Policies/PasswordPolicy/MinimumLength").asInt());
    assertEquals("OPTIONAL", pool.path("MfaConfiguration").asText());
    assertEquals("[\"SOFTWARE_TOKEN_MFA\"]", pool.path("EnabledMfas").toString());
    assertEquals(
        "verified_email", pool.at("/AccountRecoverySetting/RecoveryMechanisms/0/Name").asText());
    assertEquals("ESSENTIALS", pool.path("UserPoolTier").asText(), "managed login needs it");
  }

  /** A user's id, of which the keys of his pictures are made, is never given again. */
  @Test
  void shouldKeepUsersWithTheirPictures() {
    JsonNode pool = USUAL.only("AWS::Cognito::UserPool");
    assertEquals("Retain", pool.path("DeletionPolicy").asText());
    assertEquals("ACTIVE", pool.at("/Properties/DeletionProtection").asText());
    JsonNode destroyed = OTHER.only("AWS::Cognito::UserPool");
    assertEquals("Delete", destroyed.path("DeletionPolicy").asText());
    assertEquals("INACTIVE", destroyed.at("/Properties/DeletionProtection").asText());
  }

  @Test
  void shouldGiveThePageTokensForACodeOnly() {
    JsonNode client = properties(USUAL, "AWS::Cognito::UserPoolClient");

    assertFalse(client.path("GenerateSecret").asBoolean(true), "a page keeps none");
    assertEquals("[\"code\"]", client.path("AllowedOAuthFlows").toString());
    assertEquals(
        "[\"openid\",\"profile\",\"email\"]", client.path("AllowedOAuthScopes").toString());
    assertEquals("[\"ALLOW_REFRESH_TOKEN_AUTH\"]", client.path("ExplicitAuthFlows").toString());
    assertEquals("ENABLED", client.path("PreventUserExistenceErrors").asText());
    assertTrue(client.path("EnableTokenRevocation").asBoolean());
    assertEquals(60, client.path("AccessTokenValidity").asInt());
    assertEquals(60, client.path("IdTokenValidity").asInt());
    assertEquals(720, client.path("RefreshTokenValidity").asInt());
    assertEquals("minutes", client.at("/TokenValidityUnits/RefreshToken").asText());
    assertEquals(
        120,
        properties(OTHER, "AWS::Cognito::UserPoolClient").path("RefreshTokenValidity").asInt());
  }

  /** To nowhere else does the provider send a code, or a browser after it has signed out. */
  @Test
  void shouldReturnToThePageOnly() {
    JsonNode client = properties(USUAL, "AWS::Cognito::UserPoolClient");
    JsonNode pageUrl = USUAL.tree().at("/Outputs/PageUrl/Value");

    assertEquals(1, client.path("CallbackURLs").size());
    assertEquals(pageUrl, client.path("CallbackURLs").path(0));
    assertEquals(client.path("CallbackURLs"), client.path("LogoutURLs"));
    assertEquals(
        "https://pictures.example.com/",
        properties(OTHER, "AWS::Cognito::UserPoolClient").path("CallbackURLs").path(1).asText());
  }

  @Test
  void shouldHaveAManagedLoginWithAStyle() {
    JsonNode domain = properties(USUAL, "AWS::Cognito::UserPoolDomain");

    assertEquals(2, domain.path("ManagedLoginVersion").asInt());
    assertEquals(
        "[\"fanlens-web-\",{\"Ref\":\"AWS::AccountId\"}]",
        domain.at("/Domain/Fn::Join/1").toString());
    assertEquals(
        "our-pictures", properties(OTHER, "AWS::Cognito::UserPoolDomain").path("Domain").asText());
    JsonNode style = properties(USUAL, "AWS::Cognito::ManagedLoginBranding");
    assertTrue(style.path("UseCognitoProvidedValues").asBoolean());
    assertEquals(USUAL.outputRef("UserPoolClientId"), style.at("/ClientId/Ref").asText());
  }

  @Test
  void shouldHaveAGroupOfOperators() {
    assertEquals(
        "operators", properties(USUAL, "AWS::Cognito::UserPoolGroup").path("GroupName").asText());
  }

  private static JsonNode properties(TestStack stack, String type) {
    return stack.only(type).path("Properties");
  }
}
