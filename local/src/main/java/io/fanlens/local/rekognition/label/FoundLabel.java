package io.fanlens.local.rekognition.label;

import io.fanlens.local.vision.Box;
import java.util.List;

/**
 * A label of a picture.
 *
 * @param confidence in percent
 * @param instances where it is; none for a label that follows from others
 */
public record FoundLabel(LabelKind kind, double confidence, List<Instance> instances) {

  /**
   * One object.
   *
   * @param confidence in percent
   */
  public record Instance(Box box, double confidence) {}

  public String name() {
    return kind.name();
  }

  public List<String> parents() {
    return kind.parents();
  }

  public String category() {
    return kind.category();
  }

  public List<String> aliases() {
    return kind.aliases();
  }
}
