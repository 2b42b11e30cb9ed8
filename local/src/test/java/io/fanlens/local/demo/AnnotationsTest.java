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

  @Test
  void shouldDrawEachLineOfTextOnceAsItIsTurned() {
    StoredRow text =
        StoredRows.row(
            """
            {"id":"KEY","operation":"DetectText","status":"SUCCEEDED","TextDetections":[
             {"DetectedText":"AB12 CDE","Type":"LINE","Id":0,"Geometry":{
               "BoundingBox":{"Left":0.1,"Top":0.1,"Width":0.2,"Height":0.3},
               "Polygon":[{"X":0.1,"Y":0.2},{"X":0.2,"Y":0.1},{"X":0.3,"Y":0.3},{"X":0.2,"Y":0.4}]}},
             {"DetectedText":"AB12","Type":"WORD","Id":1,"ParentId":0,"Geometry":{
               "BoundingBox":{"Left":0.1,"Top":0.1,"Width":0.1,"Height":0.2},
               "Polygon":[{"X":0.1,"Y":0.2},{"X":0.1,"Y":0.1},{"X":0.2,"Y":0.2},{"X":0.1,"Y":0.3}]}}]}\
            """,
            "plate.jpg");

    Annotations found = Annotations.of(List.of(text, LABELS));

    assertEquals(
        List.of(
            new Annotations.Text(
                List.of(
                    new Annotations.Point(0.1, 0.2),
                    new Annotations.Point(0.2, 0.1),
                    new Annotations.Point(0.3, 0.3),
                    new Annotations.Point(0.2, 0.4)),
                "AB12 CDE")),
        found.texts());
    assertEquals(2, found.boxes().size());
  }
}
