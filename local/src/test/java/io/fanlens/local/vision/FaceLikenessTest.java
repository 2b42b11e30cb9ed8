package io.fanlens.local.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.vision.graph.DescriptorGraph;
import io.fanlens.local.vision.photo.PhotoReader;
import io.fanlens.local.vision.photo.Region;
import io.fanlens.local.vision.photo.TestPhotos;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaceLikenessTest {

  private static FaceLikeness likeness;

  @BeforeAll
  static void load() {
    likeness = new FaceLikeness();
  }

  @AfterAll
  static void close() {
    likeness.close();
  }

  @Test
  void shouldDescribeAsTheReferenceDoes() throws Exception {
    int side = DescriptorGraph.SIDE;
    float[] face = new float[side * side * 3];
    PhotoReader.read(TestPhotos.astronaut())
        .sample(new Region(225, 115, 150, 0), side, 0, 255, face);

    assertReference("descriptor-face", likeness.describe(face));
    assertReference(
        "descriptor-pattern", likeness.describe(ReferenceNumbers.pattern(side * side * 3, 0, 255)));
  }

  @Test
  void shouldCallOneFaceThatIsItselfWhollyAlike() {
    float[] one = {0.1f, 0.2f};

    assertEquals(100, FaceLikeness.similarity(one, one.clone()), 1e-9);
    assertTrue(FaceLikeness.similarity(one, new float[] {0.1f, 0.8f}) < 80);
  }

  private static void assertReference(String name, float[] described) {
    assertArrayEquals(ReferenceNumbers.of(name).getFirst(), described, 5e-6f);
  }
}
