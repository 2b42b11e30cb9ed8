package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FirstDifferenceTest {

  @Test
  void shouldNameTheFirstLineThatDiffers() {
    assertEquals("line 2: committed is b, generated is c", FirstDifference.of("a\nb", "a\n c\nd"));
    assertEquals("line 2: committed is b, generated is (end)", FirstDifference.of("a\nb", "a"));
    assertEquals("no difference", FirstDifference.of("a\nb", "a\nb"));
  }
}
