package io.fanlens.operations.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an audit counts. */
public enum AuditCount {
  OBJECTS("objects"),
  NOT_OWED("no rows expected: folder markers, filtered keys, no operations"),
  COMPLETE("complete"),
  @JsonProperty("IN_WORK")
  IN_PROGRESS("in progress"),
  MISSING("without a row"),
  STALE("row of an earlier version"),
  STUCK("left by a worker that died"),
  QUEUED("queued"),
  ROWS("rows"),
  ORPHANS("rows without an object"),
  REMOVED("removed"),
  OTHER_BUCKET("rows of other buckets");

  private final String words;

  AuditCount(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
