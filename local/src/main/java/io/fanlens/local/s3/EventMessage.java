package io.fanlens.local.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The messages that S3 sends to queues, in S3's format. */
final class EventMessage {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String PRINCIPAL = "AWS:AIDALOCALCLOUD";
  private static final String HOST_ID = "local-cloud";

  private EventMessage() {}

  static String of(ObjectChange change, String ruleId, String region, Instant time) {
    ObjectNode message = JSON.createObjectNode();
    ObjectNode event = message.putArray("Records").addObject();
    event.put("eventVersion", "2.1");
    event.put("eventSource", "aws:s3");
    event.put("awsRegion", region);
    event.put("eventTime", TIME.format(time));
    event.put("eventName", change.event());
    event.putObject("userIdentity").put("principalId", PRINCIPAL);
    event.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    event
        .putObject("responseElements")
        .put("x-amz-request-id", change.sequencer())
        .put("x-amz-id-2", HOST_ID);
    ObjectNode s3 = event.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", ruleId);
    ObjectNode bucket = s3.putObject("bucket");
    bucket.put("name", change.bucket());
    bucket.putObject("ownerIdentity").put("principalId", PRINCIPAL);
    bucket.put("arn", "arn:aws:s3:::" + change.bucket());
    ObjectNode object = s3.putObject("object");
    object.put("key", encode(change.key()));
    if (!change.isRemoval()) {
      object.put("size", change.size());
      object.put("eTag", change.eTag());
    }
    object.put("sequencer", change.sequencer());
    return message.toString();
  }

  /** The test event that a queue receives when it is configured. */
  static String test(String bucket, Instant time) {
    return JSON.createObjectNode()
        .put("Service", "Amazon S3")
        .put("Event", "s3:TestEvent")
        .put("Time", TIME.format(time))
        .put("Bucket", bucket)
        .put("RequestId", "0000000000000000")
        .put("HostId", HOST_ID)
        .toString();
  }

  /** Form encoding: {@code my photo.jpg} becomes {@code my+photo.jpg}; slashes stay. */
  private static String encode(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
