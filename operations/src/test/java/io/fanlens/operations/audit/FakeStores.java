package io.fanlens.operations.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** An in-memory bucket, table and queue with small pages. */
final class FakeStores implements AuditStores {

  static final String BUCKET = "pictures";

  final NavigableMap<String, ObjectFacts> objects = new TreeMap<>();
  final Map<RowId, RowFacts> rows = new HashMap<>();
  final List<String> sent = new ArrayList<>();
  final List<String> headRequests = new ArrayList<>();
  String deliveredSuffix = "";
  int objectsPerPage = 3;
  int pages;
  int largestRead;

  /** Runs between the first and the second read of the rows. */
  Runnable betweenReads = () -> {};

  @Override
  public String bucket() {
    return BUCKET;
  }

  @Override
  public ObjectPage objects(Optional<String> after) {
    pages++;
    NavigableMap<String, ObjectFacts> rest =
        after.isEmpty() ? objects : objects.tailMap(after.get(), false);
    List<ObjectFacts> page = rest.values().stream().limit(objectsPerPage).toList();
    boolean more = rest.size() > page.size();
    return new ObjectPage(page, more ? Optional.of(page.getLast().key()) : Optional.empty());
  }

  @Override
  public Optional<ObjectFacts> object(String key) {
    headRequests.add(key);
    return Optional.ofNullable(objects.get(key));
  }

  @Override
  public Collection<String> present(Collection<String> keys) {
    return keys.stream().filter(key -> object(key).isPresent()).toList();
  }

  @Override
  public boolean isDelivered(String key) {
    return key.endsWith(deliveredSuffix);
  }

  @Override
  public Map<RowId, RowFacts> rows(Collection<RowId> ids, boolean consistent) {
    if (consistent) {
      betweenReads.run();
    }
    largestRead = Math.max(largestRead, ids.size());
    Map<RowId, RowFacts> found = new HashMap<>();
    ids.stream().filter(rows::containsKey).forEach(id -> found.put(id, rows.get(id)));
    return found;
  }

  @Override
  public List<RowPage> scan(int[] wanted, List<AuditPosition.Segment> segments) {
    List<RowPage> scanned = new ArrayList<>();
    for (int segment : wanted) {
      List<RowId> own =
          rows.keySet().stream()
              .filter(id -> Math.floorMod(id.hashCode(), segments.size()) == segment)
              .sorted((a, b) -> a.toString().compareTo(b.toString()))
              .toList();
      int from = segments.get(segment).start().map(after -> own.indexOf(after) + 1).orElse(0);
      int to = Math.min(own.size(), from + 2);
      scanned.add(
          new RowPage(
              segment,
              own.subList(from, to).stream().map(rows::get).toList(),
              to < own.size() ? Optional.of(own.get(to - 1)) : Optional.empty()));
    }
    return scanned;
  }

  @Override
  public boolean remove(RowFacts asRead) {
    return rows.remove(asRead.id(), asRead);
  }

  @Override
  public void send(List<String> bodies) {
    sent.addAll(bodies);
  }
}
