package io.fanlens.operations.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an audit reads and writes. */
interface AuditStores {

  /**
   * Objects in key order.
   *
   * @param last empty at the end of the bucket
   */
  record ObjectPage(List<ObjectFacts> objects, Optional<String> last) {}

  /**
   * Rows of a segment of the table, in scan order.
   *
   * @param last empty at the end of the segment
   */
  record RowPage(int segment, List<RowFacts> rows, Optional<RowId> last) {}

  String bucket();

  /** The next page of objects after a key. */
  ObjectPage objects(Optional<String> after);

  /** Current state of an object. */
  Optional<ObjectFacts> object(String key);

  /** Whether events of this key are delivered to the queue. */
  boolean isDelivered(String key);

  /** The rows that exist. */
  Map<RowId, RowFacts> rows(Collection<RowId> ids, boolean consistent);

  /** The next page of each of these segments. */
  List<RowPage> scan(int[] wanted, List<AuditPosition.Segment> segments);

  /** Removes a row, unless it has changed since it was read. */
  boolean remove(RowFacts asRead);

  /** Sends messages to the queue; throws unless all were accepted. */
  void send(List<String> bodies);

  /** The keys that have an object now. */
  Collection<String> present(Collection<String> keys);
}
