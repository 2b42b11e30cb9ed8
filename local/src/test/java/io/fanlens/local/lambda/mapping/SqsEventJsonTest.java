package io.fanlens.local.lambda.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class SqsEventJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldWriteARecordAsLambdaDoes() throws JsonProcessingException {
    Message message =
        Message.builder()
            .messageId("059f36b4")
            .receiptHandle("AQEB")
            .body("a \"body\"")
            .md5OfBody("e4e6")
            .attributes(Map.of(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2"))
            .messageAttributes(
                Map.of(
                    "text",
                    MessageAttributeValue.builder().dataType("String").stringValue("v").build(),
                    "bytes",
                    MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2}))
                        .build()))
            .build();
    String expected =
        """
        {"Records":[{"messageId":"059f36b4","receiptHandle":"AQEB","body":"a \\"body\\"",
        "attributes":{"ApproximateReceiveCount":"2"},
        "messageAttributes":{
          "text":{"stringValue":"v","stringListValues":[],"binaryListValues":[],
            "dataType":"String"},
          "bytes":{"binaryValue":"AQI=","stringListValues":[],"binaryListValues":[],
            "dataType":"Binary"}},
        "md5OfBody":"e4e6","eventSource":"aws:sqs",
        "eventSourceARN":"arn:aws:sqs:eu-west-1:123456789012:pictures","awsRegion":"eu-west-1"}]}
        """;
    String written =
        new SqsEventJson("arn:aws:sqs:eu-west-1:123456789012:pictures").write(List.of(message));
    assertEquals(JSON.readTree(expected), JSON.readTree(written));
  }
}
