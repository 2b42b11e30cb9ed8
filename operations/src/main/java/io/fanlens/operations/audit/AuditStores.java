package io.fanlens.operations.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an audit reads and writes. */
interface AuditStores {

  /**
   * Objects in the bucket's own order.
   *
   * @param last empty at the end of the bucket
   */
  record ObjectPage(List<ObjectFacts> objects, Optional<String> last) {}

  /**
   * Rows of a segment of the table, in an order of the table's own.
   *
   * @param last empty at the end of the segment
   */
  record RowPage(int segment, List<RowFacts> rows, Optional<RowId> last) {}

  String bucket();

  /** The next thousand objects after a key. */
  ObjectPage objects(Optional<String> after);

  /** An object as it is now. */
  Optional<ObjectFacts> object(String key);

  /** Whether the bucket tells the queue of this key. */
  boolean isDelivered(String key);

  /** Those of the rows that are there. */
  Map<RowId, RowFacts> rows(Collection<RowId> ids, boolean consistent);

  /** The next page of each of these segments. */
  List<RowPage> scan(int[] wanted, List<AuditPosition.Segment> segments);

  /** Removes a row, unless it has changed since it was seen. */
  boolean remove(RowFacts asSeen);

  /** Puts messages into the queue, all or with an exception. */
  void send(List<String> bodies);

  /** Which of these keys have an object now. */
  Collection<String> present(Collection<String> keys);
}
