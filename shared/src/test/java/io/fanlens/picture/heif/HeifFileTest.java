package io.fanlens.picture.heif;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.HandMade;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HeifFileTest {

  /** 6 bytes each of them, 268 million extents in all, none of which has a byte in the table. */
  @Test
  void shouldRefuseAHeicOfEndlessExtents() {
    byte[] heic = heicOfExtents(4_096, 0xFFFF);
    IOException refused = assertThrows(IOException.class, () -> HeifFile.read(heic));
    assertTrue(refused.getCause().getMessage().contains("pieces"), refused.toString());
  }

  /** A HEIC without pixels, whose items have so many extents of no bytes each. */
  private static byte[] heicOfExtents(int items, int extents) {
    HandMade locations = new HandMade().zeros(4).zeros(2).big(2, items);
    for (int i = 0; i < items; i++) {
      locations.big(2, i).zeros(2).big(2, extents);
    }
    return HandMade.heif(locations.bytes());
  }
}
