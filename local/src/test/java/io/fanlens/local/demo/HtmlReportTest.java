package io.fanlens.local.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.operations.results.RowKey;
import io.fanlens.operations.results.StoredRow;
import io.fanlens.operations.results.StoredRows;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  private static final String HOSTILE = "\\\"><script>alert(1)</script>.png";

  @TempDir private Path folder;

  @Test
  void shouldEmbedThePictureWithItsBoxAndLandmarks() throws IOException {
    String page =
        report(List.of(picture("one.png", 200, 100)), List.of(StoredRows.faces("one.png", 1)));

    assertTrue(page.contains("src=\"data:image/jpeg;base64,"), page);
    assertTrue(
        page.contains(
            "<rect class=\"box\" x=\"50.0\" y=\"10.0\" width=\"100.0\" height=\"40.0\"/>"),
        page);
    assertTrue(page.contains("<circle class=\"point\" cx=\"100.0\" cy=\"30.0\""), page);
    assertTrue(page.contains("100.0% sure, 25 to 35 years"), page);
    assertTrue(page.contains("converted from BMP"), page);
  }

  @Test
  void shouldDrawTextAsItIsTurnedWithItsWords() throws IOException {
    StoredRow text =
        StoredRows.row(
            """
            {"id":"KEY","operation":"DetectText","status":"SUCCEEDED","count":2,"TextDetections":[
             {"DetectedText":"A <b> C","Type":"LINE","Geometry":{"Polygon":[
               {"X":0.1,"Y":0.4},{"X":0.5,"Y":0.2},{"X":0.6,"Y":0.6},{"X":0.2,"Y":0.8}]}}]}\
            """,
            "one.png");

    String page = report(List.of(picture("one.png", 200, 100)), List.of(text));

    assertTrue(
        page.contains(
            "<polygon class=\"text\" points=\"20.0,40.0 100.0,20.0 120.0,60.0 40.0,80.0\"/>"
                + "<text class=\"text\" x=\"20.0\" y=\"17.5\" font-size=\"7.6\""
                + " stroke-width=\"1.5\">A &lt;b&gt; C</text>"),
        page);
    assertTrue(page.contains("<input type=\"checkbox\" id=\"texts\" checked> Text"), page);
    assertTrue(page.contains("body:has(#texts:not(:checked)) .text"), page);
  }

  @Test
  void shouldDrawLabelsWithASwitchOfTheirOwn() throws IOException {
    StoredRow labels =
        StoredRows.row(
            """
            {"id":"KEY","operation":"DetectLabels","status":"SUCCEEDED","count":1,"Labels":[
             {"Name":"Cup","Confidence":97.5,"Instances":[
               {"BoundingBox":{"Left":0.5,"Top":0.5,"Width":0.25,"Height":0.5}}]}]}\
            """,
            "one.png");

    String page =
        report(
            List.of(picture("one.png", 200, 100)), List.of(labels, StoredRows.faces("one.png", 1)));

    assertTrue(
        page.contains(
            "<rect class=\"label\" x=\"100.0\" y=\"50.0\" width=\"50.0\" height=\"50.0\"/>"
                + "<text class=\"label\""),
        page);
    assertTrue(page.contains("<rect class=\"box\""), page);
    assertTrue(page.contains("<input type=\"checkbox\" id=\"labels\" checked> Labels"), page);
    assertTrue(page.contains("body:has(#labels:not(:checked)) .label"), page);
  }

  @Test
  void shouldSayThatAnEmptyListOfModerationLabelsMeansNothing() throws IOException {
    StoredRow none =
        StoredRows.row(
            """
            {"id":"KEY","operation":"DetectModerationLabels","status":"SUCCEEDED","count":0,
             "ModerationLabels":[]}\
            """,
            "one.png");

    String page = report(List.of(picture("one.png", 9, 9)), List.of(none));

    assertTrue(page.contains("The local Rekognition does not judge content."), page);
  }

  @Test
  void shouldLoadNothingFromElsewhere() throws IOException {
    String page =
        report(List.of(picture("one.png", 9, 9)), List.of(StoredRows.faces("one.png", 1)));

    assertFalse(page.contains("http:"), page);
    assertFalse(page.contains("https:"), page);
    assertFalse(page.contains("<script"), page);
  }

  @Test
  void shouldEscapeKeysAndAnswers() throws IOException {
    Path file = Files.write(folder.resolve("x"), new byte[] {1, 2, 3});
    StoredRow label =
        StoredRows.row(
            """
            {"id":"KEY","operation":"DetectLabels","status":"SUCCEEDED","count":1,
             "found":"<img src=x onerror=alert(2)> 98%",
             "Labels":[{"Name":"<img src=x onerror=alert(2)>","Confidence":98.4,
             "Instances":[{"BoundingBox":{"Left":0,"Top":0,"Width":1,"Height":1}}]}]}\
            """,
            HOSTILE);

    String page =
        report(
            List.of(new DemoPicture("\"><script>alert(1)</script>.png", file)),
            List.of(label, StoredRows.failed(HOSTILE, "<b>X</b>", "Not <i>this</i> & that.")));

    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("<img src=x"), page);
    assertFalse(page.contains("<b>"), page);
    assertFalse(page.contains("<i>"), page);
    assertTrue(page.contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;.png"), page);
  }

  @Test
  void shouldShowAPlaceholderAndTheMessageForABrokenFile() throws IOException {
    Path file = Files.write(folder.resolve("broken.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, 1});

    String page =
        report(
            List.of(new DemoPicture("broken.jpg", file)),
            List.of(StoredRows.failed("broken.jpg", "BROKEN", "The file ends too early.")));

    assertTrue(page.contains("This file cannot be shown"), page);
    assertTrue(page.contains("The file ends too early."), page);
  }

  @Test
  void shouldListMissingRows() throws IOException {
    Path file = folder.resolve("report.html");
    new HtmlReport(
            List.of(picture("one.png", 9, 9)),
            new DemoRun.Outcome(
                List.of(), List.of(new RowKey("one.png", "DetectFaces")), Duration.ofSeconds(9)),
            Instant.EPOCH)
        .write(file);

    assertTrue(Files.readString(file).contains("no row in time"));
  }

  private DemoPicture picture(String key, int width, int height) throws IOException {
    File file = folder.resolve(key).toFile();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), "png", file);
    return new DemoPicture(key, file.toPath());
  }

  private String report(List<DemoPicture> pictures, List<StoredRow> rows) throws IOException {
    Path file = folder.resolve("report.html");
    new HtmlReport(
            pictures, new DemoRun.Outcome(rows, List.of(), Duration.ofMillis(2_500)), Instant.EPOCH)
        .write(file);
    return Files.readString(file);
  }
}
