package io.fanlens.local.rekognition.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.fanlens.local.vision.FaceFinder;
import io.fanlens.local.vision.label.ObjectFinder;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.PhotoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often a label is right, and what is missed, in photographs labelled by eye. Usually in those
 * of small packages; in all, with the table of docs/local-cloud.md, with {@code
 * -Dlabels.pictures=full}. Labels that follow from others do not count.
 */
class LabelAccuracyIT {

  private static final boolean FULL = "full".equals(System.getProperty("labels.pictures"));
  private static final double LEAST_PRECISION = 0.9;
  private static final double LEAST_RECALL = 0.5;
  private static final double MIN_CONFIDENCE = 55;

  /** What was found in each picture. */
  private static final Map<LabelledPicture, Set<String>> FOUND = new LinkedHashMap<>();

  private static ObjectFinder objects;
  private static FaceFinder faces;

  @BeforeAll
  static void look() throws Exception {
    objects = new ObjectFinder();
    faces = new FaceFinder();
    PictureLabels labels = new PictureLabels();
    for (LabelledPicture picture : LabelledPicture.all()) {
      if (FULL || picture.source().isSmall()) {
        Photo photo = PhotoReader.read(bytes(picture));
        FOUND.put(
            picture,
            labels.of(objects.find(photo), faces.find(photo), MIN_CONFIDENCE).stream()
                .filter(label -> !label.instances().isEmpty())
                .map(FoundLabel::name)
                .filter(name -> !name.equals("Face"))
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
  }

  private static byte[] bytes(LabelledPicture picture) throws IOException {
    try {
      return Files.readAllBytes(picture.source().folder().resolve(picture.file()));
    } catch (IOException e) {
      if (FULL) {
        throw e;
      }
      return abort("The photographs cannot be had here: " + e.getMessage());
    }
  }

  @AfterAll
  static void close() {
    objects.close();
    faces.close();
  }

  @Test
  void shouldBeRightNineTimesOfTen() {
    int right = 0;
    int wrong = 0;
    int plain = 0;
    int plainFound = 0;
    StringBuilder mistakes = new StringBuilder();
    for (Map.Entry<LabelledPicture, Set<String>> entry : FOUND.entrySet()) {
      LabelledPicture picture = entry.getKey();
      Set<String> found = entry.getValue();
      Set<String> missed = new TreeSet<>(picture.must());
      missed.removeAll(found);
      Set<String> invented = new TreeSet<>(found);
      invented.removeAll(picture.must());
      invented.removeAll(picture.may());
      right += found.size() - invented.size();
      wrong += invented.size();
      plain += picture.must().size();
      plainFound += picture.must().size() - missed.size();
      if (!missed.isEmpty() || !invented.isEmpty()) {
        mistakes.append(
            "%n%s, %s: missed %s, invented %s"
                .formatted(picture.source().name(), picture.name(), missed, invented));
      }
    }

    double precision = (double) right / (right + wrong);
    double recall = (double) plainFound / plain;
    String table =
        String.format(
            Locale.ROOT,
            "| %d | %d | %d | %.1f%% | %d of %d | %.1f%% |%s",
            FOUND.size(),
            right,
            wrong,
            100 * precision,
            plainFound,
            plain,
            100 * recall,
            mistakes);
    if (FULL) {
      System.out.println(table);
    }
    assertTrue(FOUND.size() >= 40, "only " + FOUND.size() + " pictures");
    assertTrue(precision >= LEAST_PRECISION && recall >= LEAST_RECALL, table);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          startbootstrap-agency | portfolio/4.jpg             | Bottle
          startbootstrap-agency | about/2.jpg                 | Person, TV
          startbootstrap-one    | img/02.jpg                  | Person
          material-kit          | examples/clem-onojeghuo.jpg | Person
          material-kit          | examples/olu-eletu.jpg      | Cup, Person
          material-kit          | img/bg3.jpg                 | -
          startbootstrap-agency | portfolio/2.jpg             | -
          """)
  void shouldFindJustThisInThesePictures(String source, String file, String names) {
    Map.Entry<LabelledPicture, Set<String>> picture =
        FOUND.entrySet().stream()
            .filter(each -> each.getKey().source().name().startsWith(source))
            .filter(each -> each.getKey().file().endsWith(file))
            .findFirst()
            .orElseThrow();

    assertEquals(names == null ? "" : names, String.join(", ", picture.getValue()));
  }
}
