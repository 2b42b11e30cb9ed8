package io.fanlens.local.rekognition.label;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.vision.Box;
import io.fanlens.local.vision.Face;
import io.fanlens.local.vision.label.FoundObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PictureLabelsTest {

  private static final int PERSON = 1;
  private static final int CAR = 3;
  private static final int BUS = 6;
  private static final int TIE = 32;
  private static final String VEHICLES = "Vehicles and Automotive";
  private static final Box LEFT = new Box(0, 0, 0.5f, 1);
  private static final Box RIGHT = new Box(0.5f, 0, 0.5f, 1);

  private final PictureLabels labels = new PictureLabels();

  @Test
  void shouldNameWhatIsAboveOnceAsSureAsTheSurest() {
    List<FoundLabel> found =
        labels.of(List.of(object(BUS, 0.75f, LEFT), object(CAR, 0.625f, RIGHT)), List.of(), 55);

    assertEquals(
        List.of("Bus 75", "Vehicle 75", "Transportation 75", "Car 63"),
        found.stream().map(PictureLabelsTest::words).toList());
    assertEquals(List.of(1, 0, 0, 1), found.stream().map(each -> each.instances().size()).toList());
  }

  @Test
  void shouldAddAFaceToThePersonAroundIt() {
    List<FoundLabel> found =
        labels.of(
            List.of(object(PERSON, 0.75f, LEFT)),
            List.of(face(new Box(0.1f, 0.1f, 0.2f, 0.2f), 99), face(RIGHT, 96)),
            55);

    assertEquals(
        List.of("Person 99", "Head 99", "Face 99"),
        found.stream().map(PictureLabelsTest::words).toList());
    assertEquals(
        List.of(new FoundLabel.Instance(LEFT, 99), new FoundLabel.Instance(RIGHT, 96)),
        found.getFirst().instances());
    assertEquals(2, found.getLast().instances().size());
  }

  @Test
  void shouldLeaveOutWhatIsNotSureEnough() {
    List<FoundLabel> found =
        labels.of(
            List.of(object(CAR, 0.75f, LEFT), object(CAR, 0.625f, RIGHT), object(BUS, 0.6f, LEFT)),
            List.of(),
            70);

    assertEquals(
        List.of("Car 75", "Vehicle 75", "Transportation 75"),
        found.stream().map(PictureLabelsTest::words).toList());
    assertEquals(1, found.getFirst().instances().size());
  }

  @Test
  void shouldNotNameAClassOfNoLabel() {
    assertEquals(List.of(), labels.of(List.of(object(TIE, 0.9f, LEFT)), List.of(), 0));
  }

  @Test
  void shouldFilterByNameAndCategory() {
    List<FoundLabel> found =
        labels.of(List.of(object(BUS, 0.75f, LEFT)), List.of(face(RIGHT, 99)), 55);

    assertEquals(List.of("Bus"), names(found, filters(Set.of("Bus", "Cup"), Set.of())));
    assertEquals(
        List.of("Vehicle", "Transportation"),
        names(found, new LabelFilters(Set.of(), Set.of(VEHICLES), Set.of("Bus"), Set.of())));
    assertEquals(
        List.of("Head", "Bus", "Vehicle", "Transportation"),
        names(found, filters(Set.of("Head"), Set.of(VEHICLES))));
    assertEquals(
        List.of("Person", "Head", "Face"),
        names(found, new LabelFilters(Set.of(), Set.of(), Set.of(), Set.of(VEHICLES))));
  }

  private static LabelFilters filters(Set<String> names, Set<String> categories) {
    return new LabelFilters(names, categories, Set.of(), Set.of());
  }

  private static List<String> names(List<FoundLabel> found, LabelFilters filters) {
    return found.stream().filter(filters::wants).map(FoundLabel::name).toList();
  }

  private static String words(FoundLabel label) {
    return label.name() + ' ' + Math.round(label.confidence());
  }

  private static FoundObject object(int kind, float score, Box box) {
    return new FoundObject(kind, score, box);
  }

  private static Face face(Box box, float confidence) {
    return new Face(box, confidence, Map.of(), null, null, null, null);
  }
}
