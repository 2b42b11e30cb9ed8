package io.fanlens.operations.audit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenKeysTest {

  @Test
  void shouldContainEveryKeyAndNearlyNoOtherAfterARoundTrip() throws Exception {
    SeenKeys keys = new SeenKeys(new Random(1));
    for (int i = 0; i < 10_000; i++) {
      keys.add("key-" + i);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    keys.write(out);
    SeenKeys read = SeenKeys.read(new ByteArrayInputStream(out.toByteArray()), SeenKeys.WORDS);
    for (int i = 0; i < 10_000; i++) {
      assertTrue(read.mayContain("key-" + i));
      assertFalse(read.mayContain("stranger-" + i));
    }
  }
}
