package io.fanlens.local.vision.label;

import io.fanlens.local.vision.onnx.OnnxNetwork;
import io.fanlens.local.vision.photo.Photo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds objects in a photo. The network sees it twice, differently, and what it sees only once does
 * not count: chance similarities seldom last. Thread-safe.
 *
 * <p>Call it from platform threads: native calls would pin the carrier of a virtual one.
 */
public final class ObjectFinder implements AutoCloseable {

  /** With less on average, silence is better; docs/local-cloud.md has the table it follows. */
  private static final float LEAST_SCORE = 0.57f;

  /** With less, the other look could not make up for it. */
  private static final float LEAST_SCORE_ONCE = 2 * LEAST_SCORE - 1;

  private static final Comparator<FoundObject> SUREST_FIRST =
      Comparator.comparingDouble(FoundObject::score).reversed();

  private final ObjectNetwork network = new ObjectNetwork();

  /** The surest first. */
  public List<FoundObject> find(Photo photo) {
    List<FoundObject> others = seen(photo, Look.within(photo));
    List<FoundObject> found = new ArrayList<>();
    for (FoundObject object : seen(photo, Look.narrowed())) {
      Optional<FoundObject> again = others.stream().filter(object::isSameAs).findFirst();
      if (again.isPresent()) {
        others.remove(again.get());
        float mean = (object.score() + again.get().score()) / 2;
        if (mean >= LEAST_SCORE) {
          found.add(new FoundObject(object.kind(), mean, object.box()));
        }
      }
    }
    found.sort(SUREST_FIRST);
    return List.copyOf(found);
  }

  /** Each object once, where it was seen surest. */
  private List<FoundObject> seen(Photo photo, Look look) {
    float[] planes = look.planes(photo, ObjectNetwork.SIDE);
    List<FoundObject> candidates =
        network.candidates(planes, LEAST_SCORE_ONCE).stream()
            .map(look::inPhoto)
            .sorted(SUREST_FIRST)
            .toList();
    List<FoundObject> each = new ArrayList<>();
    for (FoundObject candidate : candidates) {
      if (each.stream().noneMatch(candidate::isSameAs)) {
        each.add(candidate);
      }
    }
    return each;
  }

  public List<OnnxNetwork> networks() {
    return List.of(network.network());
  }

  @Override
  public void close() {
    network.close();
  }
}
