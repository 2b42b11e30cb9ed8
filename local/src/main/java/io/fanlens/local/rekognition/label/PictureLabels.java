package io.fanlens.local.rekognition.label;

import io.fanlens.local.rekognition.label.FoundLabel.Instance;
import io.fanlens.local.vision.Face;
import io.fanlens.local.vision.label.FoundObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels of a picture, from its objects and faces: the objects' names, and all that is above
 * them. A face is a person too, where no person was found around it.
 */
public final class PictureLabels {

  private static final String PERSON = "Person";
  private static final String HEAD = "Head";
  private static final String FACE = "Face";

  /** A face belongs to the person that has at least this part of it. */
  private static final double INSIDE = 0.6;

  private final Taxonomy taxonomy = new Taxonomy();

  /** The surest first; of equally sure ones those with instances before what is above them. */
  public List<FoundLabel> of(List<FoundObject> objects, List<Face> faces, double minConfidence) {
    Map<String, FoundLabel> labels = new LinkedHashMap<>();
    instances(objects, faces)
        .forEach(
            (name, found) -> {
              List<Instance> sure = sure(found, minConfidence);
              if (!sure.isEmpty()) {
                double best = sure.getFirst().confidence();
                boolean boxed = !name.equals(HEAD);
                labels.put(name, label(name, best, boxed ? sure : List.of()));
              }
            });
    List.copyOf(labels.values()).forEach(label -> addParents(labels, label));
    return labels.values().stream()
        .sorted(Comparator.comparingDouble(FoundLabel::confidence).reversed())
        .toList();
  }

  private Map<String, List<Instance>> instances(List<FoundObject> objects, List<Face> faces) {
    Map<String, List<Instance>> instances = new LinkedHashMap<>();
    if (!faces.isEmpty()) {
      List<Instance> heads =
          faces.stream().map(face -> new Instance(face.box(), face.confidence())).toList();
      instances.put(PERSON, new ArrayList<>());
      instances.put(HEAD, heads);
      instances.put(FACE, heads);
    }
    for (FoundObject object : objects) {
      taxonomy
          .ofClass(object.kind())
          .ifPresent(
              kind ->
                  instances
                      .computeIfAbsent(kind.name(), name -> new ArrayList<>())
                      .add(new Instance(object.box(), 100 * object.score())));
    }
    faces.forEach(face -> addPerson(instances.get(PERSON), face));
    return instances;
  }

  private static void addPerson(List<Instance> persons, Face face) {
    for (int i = 0; i < persons.size(); i++) {
      Instance person = persons.get(i);
      if (face.box().area() <= person.box().area()
          && face.box().shareOfSmaller(person.box()) >= INSIDE) {
        double confidence = Math.max(person.confidence(), face.confidence());
        persons.set(i, new Instance(person.box(), confidence));
        return;
      }
    }
    persons.add(new Instance(face.box(), face.confidence()));
  }

  private static List<Instance> sure(List<Instance> found, double minConfidence) {
    return found.stream()
        .filter(instance -> instance.confidence() >= minConfidence)
        .sorted(Comparator.comparingDouble(Instance::confidence).reversed())
        .toList();
  }

  /** As sure as the surest label below. */
  private void addParents(Map<String, FoundLabel> labels, FoundLabel label) {
    for (String name : label.parents()) {
      FoundLabel known = labels.get(name);
      if (known == null) {
        labels.put(name, label(name, label.confidence(), List.of()));
      } else if (known.confidence() < label.confidence()) {
        labels.put(name, label(name, label.confidence(), known.instances()));
      }
    }
  }

  private FoundLabel label(String name, double confidence, List<Instance> instances) {
    return new FoundLabel(taxonomy.named(name), confidence, instances);
  }
}
