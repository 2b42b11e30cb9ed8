package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.PageSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageConfigurationTest {

  @Test
  void shouldBeOffUnlessTheStageHasTheBlock() {
    assertEquals(Optional.empty(), read("{}").page());
    assertEquals(Optional.empty(), read("{\"page\": null}").page());
  }

  @Test
  void shouldHaveADefaultForEveryValue() {
    assertEquals(
        new PageConfiguration(false, "", 12, 150, 50, 100, 1_769, List.of(), true),
        page("{\"page\": {}}"));
  }

  @Test
  void shouldReadEveryValue() {
    assertEquals(
        new PageConfiguration(
            true,
            "our-pictures",
            1,
            20,
            7,
            9,
            1_024,
            List.of("https://pictures.example.com", "http://localhost:5173"),
            false),
        page(
            """
            {"page": {"selfRegistration": true, "domainPrefix": "our-pictures", "sessionHours": 1,
                      "maxMb": 20, "requestsPerSecond": 7, "burst": 9, "memoryMb": 1024,
                      "origins": ["https://pictures.example.com", "http://localhost:5173"],
                      "logRole": false}}
            """));
  }

  @Test
  void shouldNeedNoApiAndStandBesideOne() {
    StageConfiguration both = read("{\"api\": {}, \"page\": {}}");

    assertTrue(both.api().isPresent() && both.page().isPresent());
    assertTrue(read("{\"page\": {}}").api().isEmpty());
  }

  @Test
  void shouldSayThatNoPlanHasItsCost() {
    assertEquals(Optional.empty(), read("{}").notInPlan());
    assertEquals(
        Optional.of("traces, requests and users of the page"),
        read("{\"tracing\": true, \"page\": {}}").notInPlan());
  }

  @Test
  void shouldTellTheFunctionWhatItReads() {
    PageSettings settings =
        page("{\"page\": {\"selfRegistration\": true, \"maxMb\": 2}}")
            .settings(
                "pictures", "answers", null, "https://issuer", "client", "https://login.test");

    assertEquals(
        new PageSettings(
            "pictures",
            "answers",
            null,
            "https://issuer",
            "client",
            new PageSettings.SignIn(
                "https://login.test/oauth2/authorize",
                "https://login.test/oauth2/token",
                "https://login.test/oauth2/revoke",
                "https://login.test/logout"),
            true,
            2_097_152),
        settings);
    assertEquals(settings, PageSettings.fromJson(settings.toJson()));
  }

  /** Only the deployment knows the account, which is part of the address. */
  @Test
  void shouldTakeAddressesWithTokens() {
    PageSettings settings =
        page("{\"page\": {}}")
            .settings(
                "${Token[A.1]}", "answers", null, "${Token[B.2]}", "c", "https://a-${Token[C.3]}");

    assertEquals("https://a-${Token[C.3]}/oauth2/token", settings.signIn().token());
    String json = settings.toJson();
    assertThrows(IllegalArgumentException.class, () -> PageSettings.fromJson(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"page\": {}, \"bucket\": {\"keyPrefixes\": [\"in/\", \"web/\"]}}",
        "{\"page\": {}, \"bucket\": {\"keyPrefixes\": [\"we\"]}}",
        "{\"page\": {}, \"operations\": {\"DetectText\": {}},"
            + " \"operationsByPrefix\": {\"\": [], \"web/\": [\"DetectText\"]}}"
      })
  void shouldTakeStagesThatAnalyzeWhatThePageUploads(String block) {
    assertTrue(read(block).page().isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"page": true} | stages.default.page: true is not allowed; give a block {...}
          {"page": {"selfRegistration": "yes"}} | stages.default.page.selfRegistration: "yes" is not allowed; give true or false
          {"page": {"domainPrefix": "Our"}} | stages.default.page.domainPrefix: "Our" is not allowed; give 1 to 63 lower-case letters
          {"page": {"domainPrefix": "our-"}} | stages.default.page.domainPrefix: "our-" is not allowed
          {"page": {"domainPrefix": "my-aws-pictures"}} | stages.default.page.domainPrefix: Amazon Cognito refuses 'my-aws-pictures', since it has aws, amazon or cognito in it; give another one
          {"stackName": "PicturesOnAmazon", "page": {}} | stages.default.page.domainPrefix: Amazon Cognito refuses 'picturesonamazon', made of the stack's name, since
          {"page": {"sessionHours": 0}} | stages.default.page.sessionHours: 0 is not allowed; give a whole number from 1 to 720
          {"page": {"maxMb": 5121}} | stages.default.page.maxMb: 5121 is not allowed; give a whole number from 1 to 5120
          {"page": {"requestsPerSecond": 0}} | stages.default.page.requestsPerSecond: 0 is not allowed; give a whole number from 1 to 10000
          {"page": {"burst": 5001}} | stages.default.page.burst: 5001 is not allowed; give a whole number from 1 to 5000
          {"page": {"memoryMb": 511}} | stages.default.page.memoryMb: 511 is not allowed; give a whole number from 512 to 10240
          {"page": {"origins": ["*"]}} | stages.default.page.origins: "*" is not allowed; give an origin, such as https://www.example.com
          {"page": {"origins": ["https://example.com/page"]}} | stages.default.page.origins: "https://example.com/page" is not allowed
          {"page": {"origin": []}} | stages.default.page.origin: unknown key (did you mean origins?)
          {"page": {}, "bucket": {"keyPrefixes": ["in/"]}} | stages.default.page: bucket.keyPrefixes leaves out what the page uploads; add "web/" to it
          {"page": {}, "bucket": {"keyPrefixes": ["web/2026/"]}} | stages.default.page: bucket.keyPrefixes leaves out what the page uploads; add "web/" to it
          {"page": {}, "bucket": {"keySuffixes": [".jpg"]}} | stages.default.page: bucket.keySuffixes leaves out part of what the page uploads; remove it
          {"page": {}, "operations": {"DetectText": {}}, "operationsByPrefix": {"": ["DetectText"], "web/": []}} | stages.default.page: operationsByPrefix has no operation for what the page uploads; list some under "web/"
          """)
  void shouldNameThePathOfAnError(String block, String error) {
    List<String> errors = assertThrows(ConfigurationException.class, () -> read(block)).errors();

    assertEquals(
        1, errors.stream().filter(each -> each.startsWith(error)).count(), errors::toString);
  }

  /** What is not configured is not checked. */
  @Test
  void shouldLetOtherStagesBe() {
    assertFalse(read("{\"stackName\": \"PicturesOnAmazon\"}").page().isPresent());
    assertFalse(read("{\"bucket\": {\"keySuffixes\": [\".jpg\"]}}").page().isPresent());
  }

  private static PageConfiguration page(String block) {
    return read(block).page().orElseThrow();
  }

  private static StageConfiguration read(String block) {
    return ConfigurationReader.read("default", StageContexts.context(block));
  }
}
