package io.fanlens.pipeline;

/** S3's events as EventBridge carries them. */
final class BridgeEvents {

  static final String E_TAG = "d41d8cd98f00b204e9800998ecf8427e";

  private BridgeEvents() {}

  static String created(String key, String sequencer) {
    return event(
        "Object Created",
        key,
        "\"size\":1024,\"etag\":\"%s\",\"sequencer\":\"%s\"".formatted(E_TAG, sequencer),
        "\"reason\":\"PutObject\"");
  }

  /** A removal from an unversioned bucket: it has no eTag and no size. */
  static String deleted(String key, String sequencer) {
    return event(
        "Object Deleted",
        key,
        "\"sequencer\":\"%s\"".formatted(sequencer),
        "\"reason\":\"DeleteObject\",\"deletion-type\":\"Permanently Deleted\"");
  }

  static String deleted(
      String key, String sequencer, String versionId, String reason, String deletionType) {
    return event(
        "Object Deleted",
        key,
        "\"etag\":\"%s\",\"version-id\":\"%s\",\"sequencer\":\"%s\""
            .formatted(E_TAG, versionId, sequencer),
        "\"reason\":\"%s\",\"deletion-type\":\"%s\"".formatted(reason, deletionType));
  }

  static String event(String detailType, String key, String object, String detail) {
    return """
    {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"%s",
     "source":"aws.s3","account":"111122223333","time":"2026-01-02T03:04:05Z",
     "region":"us-east-1","resources":["arn:aws:s3:::%s"],
     "detail":{"version":"0","bucket":{"name":"%s"},"object":{"key":"%s",%s},
      "request-id":"R","requester":"111122223333","source-ip-address":"127.0.0.1",%s}}
    """
        .formatted(detailType, Events.BUCKET, Events.BUCKET, key, object, detail);
  }
}
