package io.fanlens.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.operations.results.StoredRow;
import io.fanlens.operations.results.StoredRows;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationsTest {

  private static final StoredRow LABELS =
      StoredRows.row(
          """
          {"id":"KEY","operation":"DetectLabels","status":"SUCCEEDED","Labels":[
           {"Name":"Face","Instances":[
             {"BoundingBox":{"Left":0.25,"Top":0.1,"Width":0.5,"Height":0.4}},
             {"BoundingBox":{"Left":0,"Top":0.6,"Width":0.1,"Height":0.1}}]},
           {"Name":"Head","Instances":[
             {"BoundingBox":{"Left":0,"Top":0.6,"Width":0.1,"Height":0.11}}]}]}\
          """,
          "a.jpg");

  @Test
  void shouldDrawObjectsInOnePlaceAsOneBox() {
    List<Annotations.Box> boxes = Annotations.of(List.of(LABELS)).boxes();

    assertEquals(
        List.of("Face", "Face, Head"), boxes.stream().map(Annotations.Box::words).toList());
  }

  @Test
  void shouldNotLabelFacesOfDetectFacesAgain() {
    Annotations found = Annotations.of(List.of(LABELS, StoredRows.faces("a.jpg", 1)));

    assertEquals(
        List.of("", "Face, Head"), found.boxes().stream().map(Annotations.Box::words).toList());
    assertEquals(List.of(new Annotations.Point(0.5, 0.3)), found.points());
  }
}
