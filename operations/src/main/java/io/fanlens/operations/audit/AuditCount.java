package io.fanlens.operations.audit;

/** What an audit counts. */
public enum AuditCount {
  OBJECTS("objects"),
  NOT_OWED("owed nothing: folder markers, keys that are no pictures or are asked nothing"),
  COMPLETE("complete"),
  IN_WORK("in work"),
  MISSING("without a row"),
  STALE("row of an earlier version"),
  STUCK("left by a worker that died"),
  QUEUED("queued"),
  ROWS("rows"),
  ORPHANS("rows without an object"),
  REMOVED("removed"),
  OTHER_BUCKET("rows of another bucket");

  private final String words;

  AuditCount(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
