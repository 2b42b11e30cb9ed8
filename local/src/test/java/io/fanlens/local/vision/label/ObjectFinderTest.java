package io.fanlens.local.vision.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.vision.Box;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.PhotoReader;
import io.fanlens.local.vision.photo.TestPhotos;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectFinderTest {

  private static final int PERSON = 1;

  @Test
  void shouldFindAPersonWhereItIs() throws Exception {
    try (ObjectFinder finder = new ObjectFinder()) {
      List<FoundObject> found = finder.find(PhotoReader.read(TestPhotos.astronaut()));

      assertEquals(List.of(PERSON), found.stream().map(FoundObject::kind).toList());
      assertTrue(
          found.getFirst().box().overlap(new Box(0.04f, 0.02f, 0.75f, 0.97f)) > 0.7,
          found::toString);
    }
  }

  @Test
  void shouldFindNothingInFog() {
    int[] fog = new int[200 * 200];
    Arrays.fill(fog, 0xc8ccd0);
    try (ObjectFinder finder = new ObjectFinder()) {
      assertEquals(List.of(), finder.find(Photo.of(fog, 200, 200)));
    }
  }

  @Test
  void shouldConvertTheNetworkWithEqualAnswers() {
    // The numbers are those of TensorFlow.js 4.22.0.
    Photo drawn = drawn();
    float[] planes = new Look(new Box(0, 0, 1, 1), false).planes(drawn, ObjectNetwork.SIDE);

    try (ObjectNetwork network = new ObjectNetwork()) {
      List<FoundObject> surest =
          network.candidates(planes, 0.14f).stream()
              .sorted(Comparator.comparingDouble(FoundObject::score).reversed())
              .toList();

      assertEquals(
          List.of(80, 80, 80, 74, 80, 74), surest.stream().map(FoundObject::kind).toList());
      assertEquals(0.306745, surest.get(0).score(), 1e-4);
      assertEquals(0.252468, surest.get(1).score(), 1e-4);
      assertEquals(0.143671, surest.get(5).score(), 1e-4);
      Box box = surest.getFirst().box();
      assertEquals(0.198854, box.left(), 1e-4);
      assertEquals(0.220912, box.top(), 1e-4);
      assertEquals(0.799232, box.right(), 1e-4);
      assertEquals(0.821028, box.bottom(), 1e-4);
    }
  }

  /** A disc on a slope of colours, as it was shown to TensorFlow.js. */
  private static Photo drawn() {
    int side = ObjectNetwork.SIDE;
    int[] rgb = new int[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        rgb[y * side + x] =
            Math.hypot(x - 150, y - 150) < 90 ? 0xe67814 : 0x3c0000 + x / 2 * 256 + y / 2;
      }
    }
    return Photo.of(rgb, side, side);
  }

  @Test
  void shouldPutBackWhatWasSeenMirroredAndWithMargins() {
    Photo wide = Photo.of(new int[400 * 200], 400, 200);
    FoundObject seen = new FoundObject(PERSON, 0.75f, new Box(0.125f, 0.25f, 0.25f, 0.5f));

    assertEquals(new Box(0.625f, 0.25f, 0.25f, 0.5f), Look.narrowed().inPhoto(seen).box());
    assertEquals(new Box(0.125f, 0, 0.25f, 1), Look.within(wide).inPhoto(seen).box());
  }

  @Test
  void shouldMirrorThePixels() {
    int[] rgb = new int[96 * 96];
    rgb[0] = 0xff0000;
    Photo photo = Photo.of(rgb, 96, 96);

    float[] planes = Look.narrowed().planes(photo, 96);

    assertEquals(-1, planes[0]);
    assertEquals(1, planes[95]);
    assertEquals(-1, planes[96 * 96 + 95]);
  }
}
