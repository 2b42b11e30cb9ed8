package io.fanlens.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PictureVersionTest {

  @Test
  void shouldBeLoggedByAHashOfItsKey() {
    assertEquals("230c5834ad3c0d9f", version("party.jpg", "01", 1).loggedAs());
  }

  @Test
  void shouldOrderSequencersOfDifferentLengthsAsText() {
    String shorter = version("a.jpg", "0055AED6DCD90281", 1).sequencer();
    String longer = version("a.jpg", "0055aed6dcd90281e5", 1).sequencer();
    assertTrue(shorter.compareTo(longer) < 0, shorter + " before " + longer);
    assertEquals("0055AED6DCD902810000000000000000", shorter, "as rows hold it");
    assertEquals(
        shorter,
        version("a.jpg", "0055aed6dcd90281", 1).sequencer(),
        "upper and lower case are the same");
  }

  @Test
  void shouldTakeOnlyAnEmptyObjectForAFolder() {
    assertTrue(version("folder/", "01", 0).isFolderMarker());
    assertFalse(version("folder/", "01", 1).isFolderMarker());
    assertFalse(version("a.jpg", "01", 0).isFolderMarker());
  }

  private static PictureVersion version(String key, String sequencer, long bytes) {
    return new PictureVersion(
        "bucket", key, sequencer, "e", Optional.of("v"), bytes, Instant.EPOCH);
  }
}
