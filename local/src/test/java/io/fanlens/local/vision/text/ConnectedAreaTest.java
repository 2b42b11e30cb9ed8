package io.fanlens.local.vision.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.vision.text.SmallestRectangle.Pixel;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectedAreaTest {

  @Test
  void shouldPartWhatDoesNotTouch() {
    List<ConnectedArea> areas =
        areas(
            """
            99..5
            9...7
            .....
            """);

    assertEquals(2, areas.size());
    assertEquals(
        Set.of(new Pixel(0, 0), new Pixel(1, 0), new Pixel(0, 1)),
        Set.copyOf(areas.getFirst().pixels()));
    assertEquals(0.9, areas.getFirst().mean(), 1e-6);
    assertEquals(0.6, areas.getLast().mean(), 1e-6);
  }

  @Test
  void shouldTakeWhatTouchesByACornerAsOne() {
    List<ConnectedArea> areas =
        areas(
            """
            9....
            .9...
            ..9.9
            ...9.
            """);

    assertEquals(1, areas.size());
    assertEquals(5, areas.getFirst().pixels().size());
    assertEquals(1, areas("..9\n.9.\n9..\n").size());
  }

  /** The last pixel of a row and the first of the next one are far apart. */
  @Test
  void shouldEndAtTheEdges() {
    assertEquals(
        2,
        areas(
                """
                ....9
                9....
                """)
            .size());
  }

  @Test
  void shouldLeaveOutWhatIsNotAboveTheThreshold() {
    assertEquals(List.of(), areas("3.1\n2.3\n"));
    assertEquals(1, areas("93.\n3..\n").getFirst().pixels().size());
  }

  private static List<ConnectedArea> areas(String map) {
    int width = map.indexOf('\n');
    String digits = map.replace("\n", "").replace('.', '0');
    float[] values = new float[digits.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (digits.charAt(i) - '0') / 10f;
    }
    return ConnectedArea.in(values, width, values.length / width, 0.3f);
  }
}
