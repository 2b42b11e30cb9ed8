package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.configuration.StageContexts;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.cxapi.SynthesisMessage;

/**
 * The findings of cdk-nag's AwsSolutions rules, each with the reason why it stays. A reason without
 * a finding fails too.
 */
@SuppressWarnings("deprecation") // SynthesisMessage, which the assertions return
class NagTest {

  private static final String NO_ACCESS_LOGS = "AwsSolutions-S1 ";

  private static final Map<String, String> REASONS =
      Map.of(
          "AwsSolutions-DDB3 Quota/Table/Resource",
          "The content of the quota table is valid for seconds, so there is nothing to recover.",
          "AwsSolutions-IAM5[Resource::*] Analyzer/Role/Resource",
          "Amazon Rekognition's image operations have no resource types; the statement names each"
              + " action and the Regions. Nor has AWS X-Ray, with tracing on.",
          "AwsSolutions-IAM5[Resource::<IntakeBucketDF3620F2.Arn>/*] Analyzer/Role/Resource",
          "Every object of the bucket is a picture that must be read, whatever its key.",
          "AwsSolutions-IAM5[Resource::<ResultsAnswers00CE3CAE.Arn>/*] Analyzer/Role/Resource",
          "Every object of the answers' bucket is written by the function, under keys that it"
              + " generates.",
          "AwsSolutions-S1 Intake/Bucket/Resource",
          "Access logs need another bucket and its upkeep; accessLogs switches them on.",
          "AwsSolutions-S1 Results/Answers/Resource",
          "Only the function writes here, and its rows name every object; accessLogs also logs"
              + " readers.",
          "AwsSolutions-SQS3 ResultEvents/DeadLetterQueue/Resource",
          "It is a dead-letter queue itself, of the pipe, which cdk-nag does not recognize.");

  /** Findings of a stack with its own bucket only. */
  private static final Set<String> OF_OWN_BUCKET =
      Set.of(
          "AwsSolutions-IAM5[Resource::<IntakeBucketDF3620F2.Arn>/*] Analyzer/Role/Resource",
          "AwsSolutions-S1 Intake/Bucket/Resource");

  private static final Map<String, String> OF_EXISTING_BUCKET =
      Map.of(
          "AwsSolutions-IAM5[Resource::arn:aws:s3:::our-photos/*]" + " Analyzer/Role/Resource",
          "The rule decides which objects of the bucket are pictures; its filters cannot be"
              + " written as wildcards of IAM.");

  private static final String API = "Api/Gateway/Api/";

  private static final String KEYS_ARE_OUR_OWN =
      "The function itself checks the signature or the key of every call; it knows the clients.";

  /** Findings of a stage with an API, besides those of the default stage. */
  private static final Map<String, String> OF_API =
      Map.ofEntries(
          Map.entry(
              "AwsSolutions-IAM5[Resource::*] Api/Function/Role/Resource",
              "Amazon Rekognition's image operations have no resource types; the statement names"
                  + " each action and the Regions."),
          Map.entry(
              "AwsSolutions-IAM5[Resource::<IntakeBucketDF3620F2.Arn>/*]"
                  + " Api/Function/Role/Resource",
              "A call may name any picture of the bucket."),
          Map.entry(
              "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
                  + "AmazonAPIGatewayPushToCloudWatchLogs] Api/Gateway/Api/CloudWatchRole/Resource",
              "API Gateway checks this role for the policy that AWS maintains for it, and all APIs"
                  + " of the account log by it."),
          Map.entry(
              "AwsSolutions-APIG2 Api/Gateway/Api/Resource",
              "Bodies are pictures, or JSON that the function checks with Amazon's own words."),
          Map.entry(
              "AwsSolutions-APIG3 Api/Gateway/Api/DeploymentStage.prod/Resource",
              "A web ACL is the account's own choice; docs/security.md says how to attach one."),
          Map.entry(
              "AwsSolutions-APIG6 Api/Gateway/Api/DeploymentStage.prod/Resource",
              "Such logs have every header, and with it the keys of callers."),
          Map.entry("AwsSolutions-APIG4 " + API + "Default/POST/Resource", KEYS_ARE_OUR_OWN),
          Map.entry(
              "AwsSolutions-APIG4 " + API + "Default/v1/{operation}/POST/Resource",
              KEYS_ARE_OUR_OWN),
          Map.entry(
              "AwsSolutions-APIG4 " + API + "Default/v1/{operation}/OPTIONS/Resource",
              "A browser asks without a key whether it may call."),
          Map.entry("AwsSolutions-COG4 " + API + "Default/POST/Resource", KEYS_ARE_OUR_OWN),
          Map.entry(
              "AwsSolutions-COG4 " + API + "Default/v1/{operation}/POST/Resource",
              KEYS_ARE_OUR_OWN),
          Map.entry(
              "AwsSolutions-SMG4 Api/Clients/Master",
              "A new secret makes new keys for all clients, so a person decides when; the previous"
                  + " one stays valid beside it."));

  @Test
  void shouldGiveAReasonForEveryFindingOfAnApi() throws IOException {
    Set<String> reasons = new HashSet<>(REASONS.keySet());
    reasons.addAll(OF_API.keySet());
    check("api", reasons);
  }

  private static final String PAGE = "Page/Gateway/Api/";
  private static final String PAGE_ROLE = "Page/Function/Role/Resource";
  private static final String PICTURES =
      "AwsSolutions-IAM5[Resource::<IntakeBucketDF3620F2.Arn>/%s] " + PAGE_ROLE;
  private static final String ANSWERS =
      "AwsSolutions-IAM5[Resource::<ResultsAnswers00CE3CAE.Arn>/%s] " + PAGE_ROLE;

  private static final String THE_PAGE_ITSELF =
      "It serves the page and its configuration, which a browser needs before anybody signs in.";

  /** Findings of a stage with a page, besides those of the default stage. */
  private static final Map<String, String> OF_PAGE =
      Map.ofEntries(
          Map.entry(PICTURES.formatted("*"), "Operators see and remove any picture of the bucket."),
          Map.entry(
              PICTURES.formatted("web/*"),
              "Each user uploads below a prefix of his own, which only a request names."),
          Map.entry(ANSWERS.formatted("*"), "The answer of any row may be in the bucket."),
          Map.entry(
              ANSWERS.formatted("previews/*"), "There is a preview for each picture looked at."),
          Map.entry(
              "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]"
                  + " Page/Gateway/Api/CloudWatchRole/Resource",
              "API Gateway checks this role for the policy that AWS maintains for it, and all APIs"
                  + " of the account log by it."),
          Map.entry(
              "AwsSolutions-APIG2 Page/Gateway/Api/Resource",
              "The function checks bodies and parameters, and answers what is wrong with them."),
          Map.entry(
              "AwsSolutions-APIG3 Page/Gateway/Api/DeploymentStage.page/Resource",
              "A web ACL is the account's own choice; docs/page.md says how to attach one."),
          Map.entry(
              "AwsSolutions-APIG6 Page/Gateway/Api/DeploymentStage.page/Resource",
              "Such logs have every header, and with it the tokens of users."),
          Map.entry("AwsSolutions-APIG4 " + PAGE + "Default/GET/Resource", THE_PAGE_ITSELF),
          Map.entry("AwsSolutions-APIG4 " + PAGE + "Default/{file}/GET/Resource", THE_PAGE_ITSELF),
          Map.entry("AwsSolutions-COG4 " + PAGE + "Default/GET/Resource", THE_PAGE_ITSELF),
          Map.entry("AwsSolutions-COG4 " + PAGE + "Default/{file}/GET/Resource", THE_PAGE_ITSELF),
          Map.entry(
              "AwsSolutions-COG1 Page/SignIn/Users/Resource",
              "Twelve characters of any kind; rules of composition make passwords no harder to"
                  + " guess."),
          Map.entry(
              "AwsSolutions-COG2 Page/SignIn/Users/Resource",
              "Each user may add an authenticator; to require one is the operator's choice."),
          Map.entry(
              "AwsSolutions-COG3 Page/SignIn/Users/Resource",
              "Threat protection takes the plan PLUS, which is paid for by user; docs/page.md says"
                  + " how to switch it on."));

  @Test
  void shouldGiveAReasonForEveryFindingOfAPage() throws IOException {
    Set<String> reasons = new HashSet<>(REASONS.keySet());
    reasons.addAll(OF_PAGE.keySet());
    check("web", reasons);
  }

  @Test
  void shouldGiveAReasonForEveryFindingOfTheDefaultStage() throws IOException {
    check(StageConfiguration.DEFAULT_STAGE, REASONS.keySet());
  }

  @Test
  void shouldGiveAReasonForEveryFindingOverAnExistingBucket() throws IOException {
    Set<String> reasons = new HashSet<>(REASONS.keySet());
    reasons.removeAll(OF_OWN_BUCKET);
    reasons.addAll(OF_EXISTING_BUCKET.keySet());
    check("existing-bucket", reasons);
  }

  @Test
  void shouldGiveAReasonForEveryFindingWithEverythingOn() throws IOException {
    check(
        "everything",
        REASONS.keySet().stream().filter(rule -> !rule.startsWith(NO_ACCESS_LOGS)).toList());
  }

  private static void check(String stage, Collection<String> reasons) throws IOException {
    FanlensStack stack =
        TestStack.unsynthesized(
            stage,
            StageContexts.contextOf(stage),
            TestStack.assets(TestStack.newFolder()),
            TestStack.ERRORS_ALLOWED);
    Aspects.of(stack).add(new AwsSolutionsChecks());
    Annotations annotations = Annotations.fromStack(stack);
    SortedSet<String> findings = new TreeSet<>();
    Stream.concat(
            annotations.findError("*", Match.anyValue()).stream(),
            annotations.findWarning("*", Match.anyValue()).stream())
        .forEach(finding -> findings.add(nameOf(finding)));
    assertEquals(
        String.join("\n", new TreeSet<>(reasons)),
        String.join("\n", findings),
        "add a reason for each new finding, remove those without a finding");
  }

  /** The rule, and the construct below the stack. */
  private static String nameOf(SynthesisMessage finding) {
    String rule = finding.getEntry().getData().toString().split(": ", 2)[0];
    return rule + " " + finding.getId().replaceFirst("^/[^/]+/", "");
  }

  @Test
  void shouldGiveReasonsInSentences() {
    List<String> fragments =
        Stream.of(REASONS, OF_EXISTING_BUCKET, OF_API, OF_PAGE)
            .flatMap(reasons -> reasons.values().stream())
            .filter(reason -> reason.length() < 30 || !reason.endsWith("."))
            .toList();
    assertTrue(fragments.isEmpty(), fragments.toString());
  }
}
