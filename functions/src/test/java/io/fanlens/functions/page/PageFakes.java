package io.fanlens.functions.page;

import io.fanlens.settings.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A bucket and a table in memory. */
final class PageFakes implements PageBucket, PageRows {

  final TreeMap<String, PictureObject> objects = new TreeMap<>();
  final Map<String, Map<String, Map<String, AttributeValue>>> rows = new HashMap<>();
  final List<String> asked = new ArrayList<>();
  boolean wasWhole;

  void put(String key) {
    objects.put(
        key, new PictureObject(key, 1_000, Instant.parse("2026-11-22T06:17:28Z"), "\"tag\""));
  }

  void row(String key, String operation, Map<String, AttributeValue> item) {
    rows.computeIfAbsent(key, k -> new HashMap<>()).put(operation, item);
  }

  @Override
  public Listing list(String prefix, String after, int most) {
    List<PictureObject> found =
        objects.tailMap(after, false).values().stream()
            .filter(object -> object.key().startsWith(prefix))
            .toList();
    return found.size() <= most
        ? new Listing(found, Optional.empty())
        : new Listing(found.subList(0, most), Optional.of(found.get(most - 1).key()));
  }

  @Override
  public Map<String, PictureObject> find(Collection<String> keys) {
    asked.addAll(keys);
    Map<String, PictureObject> found = new HashMap<>(objects);
    found.keySet().retainAll(keys);
    return found;
  }

  @Override
  public void delete(String key) {
    objects.remove(key);
  }

  @Override
  public String address() {
    return "https://pictures.s3.eu-west-1.amazonaws.com/";
  }

  @Override
  public Map<String, String> form(String key, String type, long bytes) {
    return Map.of("key", key, "Content-Type", type, "most", Long.toString(bytes));
  }

  @Override
  public String read(String key, String type, boolean attachment) {
    return "%s as %s%s".formatted(key, type, attachment ? ", saved" : "");
  }

  @Override
  public Map<String, Map<String, Map<String, AttributeValue>>> read(
      Collection<String> keys, List<Operation> operations, boolean whole) {
    wasWhole = whole;
    Map<String, Map<String, Map<String, AttributeValue>>> found = new HashMap<>(rows);
    found.keySet().retainAll(keys);
    return found;
  }
}
