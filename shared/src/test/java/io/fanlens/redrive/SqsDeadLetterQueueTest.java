package io.fanlens.redrive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class SqsDeadLetterQueueTest {

  @Test
  void shouldReadTheReason() {
    assertEquals("SERVICE_FAULT", reason(Map.of("errorCode", text("SERVICE_FAULT"))));
    assertEquals(
        DeadLetter.NOT_DELIVERED,
        reason(Map.of("ERROR_CODE", text("NO_PERMISSIONS"), "RULE_ARN", text("arn"))));
    assertEquals(DeadLetter.RECEIVED_TOO_OFTEN, reason(Map.of()));
  }

  private static String reason(Map<String, MessageAttributeValue> attributes) {
    DeadLetter deadLetter =
        SqsDeadLetterQueue.deadLetter(
            Message.builder()
                .messageId("m")
                .receiptHandle("r")
                .body("b")
                .messageAttributes(attributes)
                .attributes(Map.of(MessageSystemAttributeName.SENT_TIMESTAMP, "1000"))
                .build());
    assertEquals(Instant.ofEpochSecond(1), deadLetter.sentAt());
    return deadLetter.reason();
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
