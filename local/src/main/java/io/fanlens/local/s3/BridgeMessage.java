package io.fanlens.local.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.sqs.EmbeddedSqs;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The events that S3 sends to EventBridge, in S3's format. */
final class BridgeMessage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private BridgeMessage() {}

  static ObjectNode of(ObjectChange change, String region, Instant time) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", change.isRemoval() ? "Object Deleted" : "Object Created");
    event.put("source", "aws.s3");
    event.put("account", EmbeddedSqs.ACCOUNT);
    event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", region);
    event.putArray("resources").add("arn:aws:s3:::" + change.bucket());
    ObjectNode detail = event.putObject("detail");
    detail.put("version", "0");
    detail.putObject("bucket").put("name", change.bucket());
    ObjectNode object = detail.putObject("object");
    object.put("key", change.key());
    if (!change.isRemoval()) {
      object.put("size", change.size());
      object.put("etag", change.eTag());
    }
    object.put("sequencer", change.sequencer());
    detail.put("request-id", change.sequencer());
    detail.put("requester", EmbeddedSqs.ACCOUNT);
    detail.put("source-ip-address", "127.0.0.1");
    detail.put("reason", reason(change));
    if (change.isRemoval()) {
      detail.put("deletion-type", "Permanently Deleted");
    }
    return event;
  }

  private static String reason(ObjectChange change) {
    return switch (change.event()) {
      case ObjectChange.PUT -> "PutObject";
      case ObjectChange.POST -> "POST Object";
      case ObjectChange.COPY -> "CopyObject";
      case ObjectChange.MULTIPART -> "CompleteMultipartUpload";
      default -> "DeleteObject";
    };
  }
}
