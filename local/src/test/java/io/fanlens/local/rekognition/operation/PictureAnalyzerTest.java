package io.fanlens.local.rekognition.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.local.vision.photo.TestPhotos;
import io.fanlens.local.vision.photo.UnreadablePictureException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A network takes memory from the first call on that needs it. */
class PictureAnalyzerTest {

  private static final Set<String> FINDS_FACES =
      Set.of("BlazeFace full range", "MediaPipe face mesh");

  private final PictureAnalyzer analyzer = new PictureAnalyzer();

  @AfterEach
  void close() {
    analyzer.close();
  }

  @Test
  void shouldLoadNoNetworkAtItsStart() {
    assertEquals(Set.of(), analyzer.loadedNetworks());
  }

  @Test
  void shouldLoadNoNetworkForWhatIsNoPicture() {
    assertThrows(UnreadablePictureException.class, () -> analyzer.faces("x", new byte[10]));

    assertEquals(Set.of(), analyzer.loadedNetworks());
  }

  @Test
  void shouldLoadOnlyWhatFindsFacesForFaces() throws Exception {
    analyzer.guessedFaces("a", TestPhotos.astronaut(), false, false);

    assertEquals(FINDS_FACES, analyzer.loadedNetworks());
  }

  @Test
  void shouldLoadOnlyTheDetectorForAPictureWithoutFaces() throws Exception {
    byte[] picture = TestPhotos.noFace(320, 240);
    analyzer.guessedFaces("n", picture, true, true);
    analyzer.describedFaces("n", picture);

    assertEquals(Set.of("BlazeFace full range"), analyzer.loadedNetworks());
  }

  @Test
  void shouldLoadEachOtherNetworkWhenItIsAskedFor() throws Exception {
    byte[] picture = TestPhotos.astronaut();
    Set<String> expected = new HashSet<>(FINDS_FACES);

    analyzer.guessedFaces("a", picture, true, false);
    expected.add("face-api age and gender");
    assertEquals(expected, analyzer.loadedNetworks());
    analyzer.guessedFaces("a", picture, false, true);
    expected.add("face-api expression");
    assertEquals(expected, analyzer.loadedNetworks());
    analyzer.describedFaces("a", picture);
    expected.add("dlib face recognition");
    assertEquals(expected, analyzer.loadedNetworks());
    analyzer.objects("a", picture);
    expected.add("COCO-SSD");
    assertEquals(expected, analyzer.loadedNetworks());
  }

  @Test
  void shouldLoadOnlyWhatReadsTextForText() throws Exception {
    assertEquals(List.of(), analyzer.text("n", TestPhotos.noFace(320, 240)));

    assertEquals(Set.of("PP-OCRv4 detection"), analyzer.loadedNetworks());
  }
}
