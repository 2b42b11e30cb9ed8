package io.fanlens.pipeline;

/** S3's messages, as it writes them. */
final class Events {

  static final String BUCKET = "pictures";

  private Events() {}

  static String message(String... records) {
    return "{\"Records\":[" + String.join(",", records) + "]}";
  }

  static String record(String eventName, String encodedKey, String sequencer) {
    return record(eventName, encodedKey, sequencer, 1024);
  }

  static String record(String eventName, String encodedKey, String sequencer, long size) {
    return """
    {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
     "eventTime":"2026-01-02T03:04:05.678Z","eventName":"%s",
     "userIdentity":{"principalId":"P"},"requestParameters":{"sourceIPAddress":"127.0.0.1"},
     "responseElements":{"x-amz-request-id":"R","x-amz-id-2":"I"},
     "s3":{"s3SchemaVersion":"1.0","configurationId":"C",
      "bucket":{"name":"%s","ownerIdentity":{"principalId":"P"},"arn":"arn:aws:s3:::%s"},
      "object":{"key":"%s","size":%d,"eTag":"d41d8cd98f00b204e9800998ecf8427e","sequencer":"%s"}}}
    """
        .formatted(eventName, BUCKET, BUCKET, encodedKey, size, sequencer);
  }
}
