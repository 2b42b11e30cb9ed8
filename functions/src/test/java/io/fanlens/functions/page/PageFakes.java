package io.fanlens.functions.page;

import io.fanlens.functions.page.live.LiveAnswers;
import io.fanlens.functions.page.live.QuietSource;
import io.fanlens.functions.page.picture.PageBucket;
import io.fanlens.functions.page.picture.PageRows;
import io.fanlens.functions.page.picture.PictureKeys;
import io.fanlens.functions.page.picture.PictureObject;
import io.fanlens.functions.page.picture.PreviewStore;
import io.fanlens.functions.page.picture.Previews;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.settings.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A bucket and a table in memory. */
final class PageFakes implements PageBucket, PageRows, PreviewStore {

  final TreeMap<String, PictureObject> objects = new TreeMap<>();
  final Map<String, Map<String, Map<String, AttributeValue>>> rows = new HashMap<>();
  final List<String> asked = new ArrayList<>();
  final Map<String, byte[]> previews = new TreeMap<>();
  byte[] bytes = {1};
  int fetches;
  boolean wasWhole;

  RuntimeException failure;
  final FewDeadLetters deadLetters = new FewDeadLetters();

  /** The API over these, for DetectFaces and DetectLabels and files of up to 5,000 bytes. */
  PageApi api(InstantSource clock) {
    List<Operation> owed = List.of(Operation.DETECT_FACES, Operation.DETECT_LABELS);
    return new PageApi(
        new PageUploads(this, new PictureKeys(clock, new Random(1)), 5_000, clock),
        new PagePictures(
            this,
            this,
            new Previews(this, this, new PicturePreparer(1_000_000), 5_000),
            key -> owed),
        new PageOperators(new LiveAnswers(new QuietSource(), clock), deadLetters));
  }

  void put(String key) {
    objects.put(key, new PictureObject(key, 1_000, Instant.parse("2026-11-22T06:17:28Z"), "tag"));
  }

  void row(String key, String operation, Map<String, AttributeValue> item) {
    rows.computeIfAbsent(key, k -> new HashMap<>()).put(operation, item);
  }

  @Override
  public Listing list(String prefix, String after, int most) {
    if (failure != null) {
      throw failure;
    }
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
  public Optional<byte[]> bytes(PictureObject object) {
    fetches++;
    return objects.containsKey(object.key()) ? Optional.of(bytes) : Optional.empty();
  }

  @Override
  public boolean isThere(PictureObject object, int side) {
    return previews.containsKey(read(object, side));
  }

  @Override
  public void put(PictureObject object, int side, byte[] preview, String type) {
    previews.put(read(object, side), preview);
  }

  @Override
  public String read(PictureObject object, int side) {
    return "preview %d of %s %s".formatted(side, object.key(), object.eTag());
  }

  @Override
  public Map<String, Map<String, Map<String, AttributeValue>>> read(
      Map<String, List<Operation>> owed, boolean whole) {
    wasWhole = whole;
    Map<String, Map<String, Map<String, AttributeValue>>> found = new HashMap<>(rows);
    found.keySet().retainAll(owed.keySet());
    return found;
  }
}
