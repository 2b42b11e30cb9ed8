package io.fanlens.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FunctionRuntimeTest {

  @Test
  void shouldTakeAmazonsWhereItLoadsAndThePlainOneElsewhere() {
    assertEquals(FunctionRuntime.AMAZON, FunctionRuntime.AUTO.on("Linux"));
    assertEquals(FunctionRuntime.PLAIN, FunctionRuntime.AUTO.on("Mac OS X"));
    assertEquals(FunctionRuntime.PLAIN, FunctionRuntime.PLAIN.on("Linux"));
  }

  @Test
  void shouldSayThatAmazonsIsForLinuxOnly() {
    String message =
        assertThrows(
                UnsupportedOperationException.class, () -> FunctionRuntime.AMAZON.on("Mac OS X"))
            .getMessage();
    assertTrue(message.contains("Linux only and this is Mac OS X"), message);
  }

  @Test
  void shouldNameTheWordsThatThereAre() {
    assertEquals(FunctionRuntime.PLAIN, FunctionRuntime.of("plain"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> FunctionRuntime.of("fast")).getMessage();
    assertEquals("runtime is fast: give auto, amazon or plain", message);
  }
}
