package io.fanlens.local.rekognition.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.vision.Box;
import io.fanlens.local.vision.Point;
import io.fanlens.local.vision.text.TextLine;
import io.fanlens.local.vision.text.TextLine.Word;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFiltersTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Word SURE = word("sure", 99, 0.1, 0.1, 0.2, 0.05);
  private static final Word UNSURE = word("unsure", 70, 0.4, 0.1, 0.2, 0.05);
  private static final Word SMALL = word("small", 95, 0.7, 0.1, 0.05, 0.02);
  private static final List<TextLine> LINES =
      List.of(
          new TextLine(List.of(SURE, UNSURE, SMALL)),
          new TextLine(List.of(word("doubtful", 60, 0.1, 0.5, 0.2, 0.05))));

  @Test
  void shouldKeepWordsOfAtLeast80PercentUnlessToldOtherwise() throws Exception {
    assertEquals(List.of("sure small"), kept("{}"));
    assertEquals(List.of("sure small"), kept("{'Filters': null}"));
    assertEquals(
        List.of("sure unsure small"), kept("{'Filters': {'WordFilter': {'MinConfidence': 70}}}"));
    assertEquals(
        List.of("sure unsure small", "doubtful"),
        kept("{'Filters': {'WordFilter': {'MinConfidence': 0}}}"));
  }

  @Test
  void shouldDropWordsThatAreTooSmall() throws Exception {
    assertEquals(
        List.of("sure"), kept("{'Filters': {'WordFilter': {'MinBoundingBoxHeight': 0.04}}}"));
    assertEquals(
        List.of("sure"), kept("{'Filters': {'WordFilter': {'MinBoundingBoxWidth': 0.06}}}"));
    assertEquals(List.of(), kept("{'Filters': {'WordFilter': {'MinBoundingBoxWidth': 0.3}}}"));
  }

  @Test
  void shouldMeasureATurnedWordByItsUprightBox() throws Exception {
    List<TextLine> turned =
        List.of(
            new TextLine(
                List.of(
                    new Word(
                        "up",
                        90,
                        List.of(
                            new Point(0.5f, 0.9f),
                            new Point(0.5f, 0.5f),
                            new Point(0.55f, 0.5f),
                            new Point(0.55f, 0.9f))))));

    assertEquals(1, filters("{'WordFilter': {'MinBoundingBoxHeight': 0.3}}").apply(turned).size());
    assertEquals(0, filters("{'WordFilter': {'MinBoundingBoxWidth': 0.3}}").apply(turned).size());
  }

  /** The word "sure" reaches from 0.1 to 0.3, and "small" from 0.7 to 0.75. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.00 | 0.21 | sure",
        "0.00 | 0.19 | ''",
        "0.19 | 0.81 | sure small",
        "0.21 | 0.79 | small",
        "0.00 | 1.00 | sure small"
      })
  void shouldKeepWordsOfWhichMoreThanHalfIsInTheRegion(double left, double width, String words)
      throws Exception {
    String request =
        """
        {'Filters': {'RegionsOfInterest': [
          {'BoundingBox': {'Left': %s, 'Top': 0, 'Width': %s, 'Height': 1}}]}}\
        """
            .formatted(left, width);

    assertEquals(words, String.join("", kept(request)));
  }

  @Test
  void shouldDropAWordOfWhichHalfIsInTheRegion() throws Exception {
    TextFilters filters =
        filters("{'RegionsOfInterest': [{'BoundingBox': {'Width': 0.375, 'Height': 1}}]}");
    Word half = word("half", 99, 0.25, 0.25, 0.25, 0.25);

    assertEquals(List.of(), filters.apply(List.of(new TextLine(List.of(half)))));
  }

  @Test
  void shouldKeepWordsOfAnyRegion() throws Exception {
    String regions =
        """
        {'Filters': {'RegionsOfInterest': [
          {'BoundingBox': {'Left': 0.65, 'Width': 0.2, 'Height': 0.2}},
          {'Polygon': [{'X': 0, 'Y': 0}, {'X': 0.4, 'Y': 0}, {'X': 0, 'Y': 0.8}]}]}}\
        """;

    assertEquals(List.of("sure small"), kept(regions));
  }

  @Test
  void shouldNotAddUpTwoRegions() throws Exception {
    String halves =
        """
        {'Filters': {'RegionsOfInterest': [
          {'BoundingBox': {'Left': 0.1, 'Width': 0.1, 'Height': 1}},
          {'BoundingBox': {'Left': 0.2, 'Width': 0.1, 'Height': 1}}]}}\
        """;

    assertEquals(List.of(), kept(halves));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'WordFilter': {'MinConfidence': 100.5}}",
        "{'WordFilter': {'MinConfidence': -1}}",
        "{'WordFilter': {'MinBoundingBoxHeight': 1.1}}",
        "{'WordFilter': {'MinBoundingBoxWidth': -0.1}}",
        "{'RegionsOfInterest': [{}]}",
        "{'RegionsOfInterest': [{'BoundingBox': {'Width': 2}}]}",
        "{'RegionsOfInterest': [{'Polygon': []}]}",
        "{'RegionsOfInterest': [{'Polygon': [{'X': 0, 'Y': 0}, {'X': 1, 'Y': 0}]}]}",
        "{'RegionsOfInterest': [{'Polygon': [{'X': 0, 'Y': 0}, {'X': 1.5, 'Y': 0}, {'X': 0, 'Y':"
            + " 1}]}]}",
        "{'RegionsOfInterest': [{'BoundingBox': {'Width': 1, 'Height': 1}, 'Polygon': [{'X': 0,"
            + " 'Y': 0}, {'X': 1, 'Y': 0}, {'X': 0, 'Y': 1}]}]}"
      })
  void shouldRejectWhatRekognitionRejects(String filters) {
    assertEquals("InvalidParameterException", refused(filters).code());
  }

  @Test
  void shouldRejectMoreThanTenRegionsOrPoints() {
    String box = "{'BoundingBox': {'Width': 1, 'Height': 1}}";
    String point = "{'X': 0, 'Y': 0}";

    assertEquals(
        "Request has invalid parameters: RegionsOfInterest has more than 10 regions.",
        refused("{'RegionsOfInterest': [%s]}".formatted(repeated(box, 11))).getMessage());
    assertEquals(
        "Request has invalid parameters: A Polygon has 11 points, and 3 to 10 are allowed.",
        refused("{'RegionsOfInterest': [{'Polygon': [%s]}]}".formatted(repeated(point, 11)))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "{'WordFilter': []}",
        "{'WordFilter': {'MinConfidence': 'high'}}",
        "{'RegionsOfInterest': {}}",
        "{'RegionsOfInterest': [{'Polygon': {}}]}",
        "{'RegionsOfInterest': [{'BoundingBox': 1}]}"
      })
  void shouldRejectWhatIsOfAnotherType(String filters) {
    assertEquals("SerializationException", refused(filters).code());
  }

  private static ServiceError refused(String filters) {
    return assertThrows(ServiceError.class, () -> filters(filters));
  }

  private static String repeated(String text, int times) {
    return String.join(",", Collections.nCopies(times, text));
  }

  private static List<String> kept(String request) throws Exception {
    return TextFilters.read(json(request)).apply(LINES).stream().map(TextLine::text).toList();
  }

  private static TextFilters filters(String filters) throws ServiceError {
    return TextFilters.read(json("{'Filters': %s}".formatted(filters)));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Word word(
      String text, double confidence, double left, double top, double width, double height) {
    return new Word(
        text,
        confidence,
        Polygons.corners(new Box((float) left, (float) top, (float) width, (float) height)));
  }
}
