package io.fanlens.local.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotificationRuleTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:000000000000:q";

  @Test
  void shouldMatchEventsByNameAndWildcard() {
    assertTrue(rule("s3:ObjectCreated:*", "", "").matches(put("k")));
    assertTrue(rule("s3:ObjectCreated:Put", "", "").matches(put("k")));
    assertFalse(rule("s3:ObjectCreated:Copy", "", "").matches(put("k")));
    assertFalse(rule("s3:ObjectRemoved:*", "", "").matches(put("k")));
  }

  @Test
  void shouldMatchKeysByPrefixAndSuffix() {
    NotificationRule rule = rule("s3:ObjectCreated:*", "in/", ".jpg");

    assertTrue(rule.matches(put("in/a.jpg")));
    assertFalse(rule.matches(put("in/a.png")));
    assertFalse(rule.matches(put("out/a.jpg")));
  }

  @Test
  void shouldReadBackWhatItWrites() {
    List<NotificationRule> rules =
        List.of(
            new NotificationRule(
                "one", QUEUE, List.of("s3:ObjectCreated:*", "s3:ObjectRemoved:*"), "a&b/", ".jpg"),
            new NotificationRule("two", QUEUE, List.of("s3:LifecycleExpiration:*"), "", ""));

    for (boolean toEventBridge : new boolean[] {false, true}) {
      BucketNotifications notifications = new BucketNotifications(rules, toEventBridge);
      assertEquals(notifications, read(NotificationXml.write(notifications)));
    }
  }

  @Test
  void shouldRejectUnsupportedTargetsWithAClearMessage() {
    S3Error error =
        assertThrows(
            S3Error.class,
            () ->
                read(
                    "<NotificationConfiguration><TopicConfiguration/>"
                        + "</NotificationConfiguration>"));

    assertTrue(error.getMessage().contains("SQS queues and EventBridge only"), error.getMessage());
  }

  @Test
  void shouldRejectOverlappingRules() {
    List<NotificationRule> overlapping =
        List.of(rule("s3:ObjectCreated:*", "in/", ""), rule("s3:ObjectCreated:Put", "", ".jpg"));
    List<NotificationRule> apart =
        List.of(rule("s3:ObjectCreated:*", "", ".png"), rule("s3:ObjectCreated:*", "", ".jpg"));

    assertThrows(S3Error.class, () -> read(xml(overlapping)));
    assertEquals(2, read(xml(apart)).rules().size());
  }

  @Test
  void shouldRejectAnUnknownEventAndInvalidXml() {
    assertThrows(S3Error.class, () -> read(xml(List.of(rule("s3:ObjectTagging:*", "", "")))));
    assertThrows(S3Error.class, () -> read("{}"));
    assertThrows(S3Error.class, () -> read("<!DOCTYPE a><NotificationConfiguration/>"));
  }

  private static String xml(List<NotificationRule> rules) {
    return NotificationXml.write(new BucketNotifications(rules, false));
  }

  private static BucketNotifications read(String xml) {
    return NotificationXml.read(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static NotificationRule rule(String event, String prefix, String suffix) {
    return new NotificationRule("id", QUEUE, List.of(event), prefix, suffix);
  }

  private static ObjectChange put(String key) {
    return new ObjectChange(ObjectChange.PUT, "bucket", key, 1, "00", "0000000000000001");
  }
}
