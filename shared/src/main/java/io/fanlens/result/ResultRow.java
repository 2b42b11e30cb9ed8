package io.fanlens.result;

import io.fanlens.analysis.Answer;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.SentPicture;
import io.fanlens.picture.StoredPicture;
import io.fanlens.settings.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds the attributes of a finished row; docs/results.md lists them. */
public final class ResultRow {

  public static final String ID = "id";
  public static final String OPERATION = "operation";
  public static final String STATUS = "status";
  public static final String SEQUENCER = "sequencer";
  public static final String VERSION_ID = "versionId";
  public static final String FINISHED_AT = "finishedAt";
  public static final String EXPIRES_AT = "expiresAt";
  public static final String DEAD_LETTERED_AT = "deadLetteredAt";
  public static final String FAILED_DAY_SHARD = "failedDayShard";
  public static final String HOUR_SHARD = "hourShard";
  public static final String SUCCEEDED = "SUCCEEDED";
  public static final String FAILED = "FAILED";

  /** One index partition takes 1,000 writes a second, so a bad day is spread over four. */
  public static final int FAILED_SHARDS = 4;

  /** All rows of an hour, and up to seven operations a picture: spread wider. */
  public static final int HOUR_SHARDS = 8;

  private static final int HOUR_DIGITS = "2026-11-22T13".length();

  /** Always with milliseconds, so that text order is time order. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private ResultRow() {}

  /** A time as written in rows: 2026-11-22T13:00:00.000Z. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** A picture with its answer. */
  public static Map<String, AttributeValue> succeeded(
      PictureVersion version, ImageOperation operation, Answer answer, int attempts, Instant now) {
    Map<String, AttributeValue> row = facts(version, operation.operation(), attempts, now);
    row.put(STATUS, text(SUCCEEDED));
    row.put("region", text(answer.region()));
    row.put("calls", number(answer.calls()));
    row.put("latencyMs", number(answer.latency().toMillis()));
    row.put("sent", AttributeValue.fromM(sent(answer.sent())));
    operation
        .reference()
        .ifPresent(
            reference ->
                row.put(
                    "reference",
                    AttributeValue.fromM(
                        Map.of("key", text(reference.key()), "eTag", text(reference.eTag())))));
    Map<String, AttributeValue> body = AnswerAttributes.of(answer.body());
    AttributeValue list =
        body.computeIfAbsent(operation.answerList(), none -> AttributeValue.fromL(List.of()));
    row.put("count", number(list.l().size()));
    Found.in(operation.operation(), body).ifPresent(words -> row.put("found", text(words)));
    row.putAll(body);
    return row;
  }

  /** A picture that can never be analyzed: the picture's own fault. */
  public static Map<String, AttributeValue> rejected(
      PictureVersion version,
      Operation operation,
      String errorCode,
      String sentence,
      int attempts,
      Instant now) {
    Map<String, AttributeValue> row = facts(version, operation, attempts, now);
    row.put(STATUS, text(FAILED));
    row.put("errorCode", text(errorCode));
    row.put("errorMessage", text(sentence));
    int shard = Math.floorMod(version.key().hashCode(), FAILED_SHARDS);
    row.put(FAILED_DAY_SHARD, text(LocalDate.ofInstant(now, ZoneOffset.UTC) + "#" + shard));
    return row;
  }

  /**
   * A picture given up after its last attempt: not the picture's fault, so a redrive may try it
   * again.
   */
  public static Map<String, AttributeValue> deadLettered(
      PictureVersion version,
      Operation operation,
      String errorCode,
      String sentence,
      int attempts,
      Instant now) {
    Map<String, AttributeValue> row =
        rejected(version, operation, errorCode, sentence, attempts, now);
    row.put(DEAD_LETTERED_AT, number(now.toEpochMilli()));
    return row;
  }

  /** {@code 2026-11-22T13#5}: the hour in which a row was finished, and the picture's shard. */
  static String hourShard(Map<String, AttributeValue> row) {
    return row.get(FINISHED_AT).s().substring(0, HOUR_DIGITS)
        + "#"
        + Math.floorMod(row.get(ID).s().hashCode(), HOUR_SHARDS);
  }

  /** Rekognition's part of a row: its names begin with a capital letter, ours never do. */
  static Map<String, AttributeValue> answerOf(Map<String, AttributeValue> row) {
    Map<String, AttributeValue> answer = new LinkedHashMap<>(row);
    answer.keySet().removeIf(name -> !Character.isUpperCase(name.charAt(0)));
    return answer;
  }

  private static Map<String, AttributeValue> facts(
      PictureVersion version, Operation operation, int attempts, Instant now) {
    Map<String, AttributeValue> row = new LinkedHashMap<>();
    row.put(ID, text(version.key()));
    row.put(OPERATION, text(operation.apiName()));
    row.put("bucket", text(version.bucket()));
    row.put("eTag", text(version.eTag()));
    row.put(SEQUENCER, text(version.sequencer()));
    version.versionId().ifPresent(id -> row.put(VERSION_ID, text(id)));
    row.put("size", number(version.bytes()));
    row.put("attempts", number(attempts));
    row.put("uploadedAt", text(time(version.at())));
    row.put(FINISHED_AT, text(time(now)));
    return row;
  }

  private static Map<String, AttributeValue> sent(SentPicture picture) {
    Map<String, AttributeValue> sent = new LinkedHashMap<>();
    sent.put("format", text(picture.format().name()));
    sent.put("bytes", number(picture.byteCount()));
    sent.put("width", number(picture.width()));
    sent.put("height", number(picture.height()));
    switch (picture) {
      case StoredPicture stored -> sent.put("via", text("S3Object"));
      case PreparedPicture prepared -> {
        sent.put("via", text("Bytes"));
        prepared.convertedFrom().ifPresent(from -> sent.put("convertedFrom", text(from.name())));
        prepared
            .scaledFrom()
            .ifPresent(from -> sent.put("scaledFrom", text(from.width() + "x" + from.height())));
      }
    }
    return sent;
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
