package io.fanlens.operations.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** An event in S3's format, with a sequencer that S3 would not assign. */
final class AuditMessage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AuditMessage() {}

  static String created(String region, String bucket, ObjectFacts object, String sequencer) {
    ObjectNode message = JSON.createObjectNode();
    ObjectNode event = message.putArray("Records").addObject();
    event.put("eventVersion", "2.1");
    event.put("eventSource", "fanlens:audit");
    event.put("awsRegion", region);
    event.put("eventTime", object.lastModified().toString());
    event.put("eventName", "ObjectCreated:Audit");
    ObjectNode s3 = event.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.putObject("bucket").put("name", bucket).put("arn", "arn:aws:s3:::" + bucket);
    s3.putObject("object")
        .put("key", URLEncoder.encode(object.key(), StandardCharsets.UTF_8))
        .put("size", object.bytes())
        .put("eTag", object.eTag())
        .put("sequencer", sequencer);
    return message.toString();
  }
}
