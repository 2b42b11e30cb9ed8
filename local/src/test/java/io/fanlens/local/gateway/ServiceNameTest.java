package io.fanlens.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ServiceNameTest {

  @Test
  void shouldReadTheServiceFromTheSignature() {
    assertEquals("sqs", ServiceName.of(signature("sqs"), null, null));
  }

  @Test
  void shouldTrustTheSignatureMoreThanTheTarget() {
    assertEquals(
        "rekognition", ServiceName.of(signature("rekognition"), null, "AmazonSQS.SendMessage"));
  }

  @Test
  void shouldReadAnAccessKeyThatContainsASlash() {
    assertEquals(
        "dynamodb",
        ServiceName.of(
            "AWS4-HMAC-SHA256 Credential=a/b/20260101/eu-west-1/dynamodb/aws4_request,Signature=0",
            null,
            null));
  }

  @Test
  void shouldReadTheServiceFromAPresignedUrl() {
    assertEquals(
        "lambda",
        ServiceName.of(
            null,
            "X-Amz-Date=1&X-Amz-Credential=K%2F20260101%2Feu-west-1%2Flambda%2Faws4_request&z=1",
            null));
  }

  @Test
  void shouldReadTheTargetOfAnUnsignedRequest() {
    assertEquals("dynamodb", ServiceName.of(null, null, "DynamoDB_20120810.PutItem"));
    assertEquals("dynamodb", ServiceName.of(null, null, "DynamoDBStreams_20120810.ListStreams"));
    assertEquals("sqs", ServiceName.of(null, null, "AmazonSQS.SendMessage"));
    assertEquals("rekognition", ServiceName.of(null, null, "RekognitionService.DetectFaces"));
  }

  @Test
  void shouldTreatAnythingElseAsAPathInABucket() {
    assertEquals("s3", ServiceName.of(null, null, null));
    assertEquals("s3", ServiceName.of("Bearer x", "prefix=a", null));
    assertEquals("s3", ServiceName.of("AWS key:signature", null, null));
  }

  private static String signature(String service) {
    return "AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-1/"
        + service
        + "/aws4_request, SignedHeaders=host, Signature=00";
  }
}
