package io.fanlens.operations.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Progress of an audit: enough to resume it after any interruption.
 *
 * @param bucket compared with the table
 * @param after last key of the listing that was compared; empty at the start
 * @param listed whether the whole bucket was compared
 * @param segments progress in the table, after the bucket
 * @param counts so far
 */
record AuditPosition(
    @JsonProperty("bucket") String bucket,
    @JsonProperty("table") String table,
    @JsonProperty("after") String after,
    @JsonProperty("listed") boolean listed,
    @JsonProperty("segments") List<Segment> segments,
    @JsonProperty("counts") Map<AuditCount, Long> counts) {

  /**
   * Progress in one scan segment of the table.
   *
   * @param after last row that was compared; null at the start
   */
  record Segment(@JsonProperty("after") RowId after, @JsonProperty("done") boolean done) {

    static final Segment NEW = new Segment(null, false);

    Optional<RowId> start() {
      return Optional.ofNullable(after);
    }
  }

  static final int SEGMENTS = 8;

  AuditPosition {
    segments = List.copyOf(segments);
    counts = Collections.unmodifiableMap(new EnumMap<>(counts.isEmpty() ? zero() : counts));
  }

  static AuditPosition start(String bucket, String table) {
    return new AuditPosition(
        bucket, table, "", false, Collections.nCopies(SEGMENTS, Segment.NEW), zero());
  }

  private static Map<AuditCount, Long> zero() {
    Map<AuditCount, Long> counts = new EnumMap<>(AuditCount.class);
    for (AuditCount count : AuditCount.values()) {
      counts.put(count, 0L);
    }
    return counts;
  }

  Optional<String> start() {
    return after.isEmpty() ? Optional.empty() : Optional.of(after);
  }

  boolean isDone() {
    return listed && segments.stream().allMatch(Segment::done);
  }

  AuditPosition listedTo(Optional<String> last, Map<AuditCount, Long> more) {
    return new AuditPosition(
        bucket, table, last.orElse(after), last.isEmpty(), segments, plus(more));
  }

  AuditPosition scannedTo(int segment, Optional<RowId> last, Map<AuditCount, Long> more) {
    List<Segment> moved = new ArrayList<>(segments);
    moved.set(segment, new Segment(last.orElse(null), last.isEmpty()));
    return new AuditPosition(bucket, table, after, listed, moved, plus(more));
  }

  private Map<AuditCount, Long> plus(Map<AuditCount, Long> more) {
    Map<AuditCount, Long> sum = new EnumMap<>(zero());
    sum.putAll(counts);
    more.forEach((count, number) -> sum.merge(count, number, Long::sum));
    return sum;
  }
}
