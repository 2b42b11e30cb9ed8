package io.fanlens.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemSizeTest {

  @Test
  void shouldCountNamesAndValuesInUtf8() {
    assertEquals(4 + 6, ItemSize.of(Map.of("name", AttributeValue.fromS("Größ"))));
    assertEquals(1 + 4, ItemSize.of(Map.of("n", AttributeValue.fromS("😀"))));
  }

  @Test
  void shouldCountANumberByItsDigitsAndNeverOver21() {
    assertEquals(1 + 3, ItemSize.of(Map.of("n", AttributeValue.fromN("7"))));
    assertEquals(1 + 7, ItemSize.of(Map.of("n", AttributeValue.fromN("123456789"))));
    assertEquals(
        1 + 21, ItemSize.of(Map.of("n", AttributeValue.fromN("-" + "1".repeat(38) + ".5"))));
  }

  @Test
  void shouldCountContainersAndEachOfTheirElements() {
    assertEquals(1 + 3, ItemSize.of(Map.of("l", AttributeValue.fromL(List.of()))));
    assertEquals(
        1 + 3 + 2 + 1 + 1,
        ItemSize.of(
            Map.of(
                "l",
                AttributeValue.fromL(
                    List.of(AttributeValue.fromBool(true), AttributeValue.fromNul(true))))));
    assertEquals(
        1 + 3 + 1 + 3 + 2,
        ItemSize.of(Map.of("m", AttributeValue.fromM(Map.of("key", AttributeValue.fromS("ab"))))));
    assertEquals(1 + 5, ItemSize.of(Map.of("b", AttributeValue.fromB(bytes(5)))));
  }

  @Test
  void shouldCountTheElementsOfSets() {
    assertEquals(1 + 2 + 4, ItemSize.of(Map.of("s", AttributeValue.fromSs(List.of("ab", "😀")))));
    assertEquals(1 + 3 + 4, ItemSize.of(Map.of("n", AttributeValue.fromNs(List.of("7", "12")))));
    assertEquals(
        1 + 5 + 2, ItemSize.of(Map.of("b", AttributeValue.fromBs(List.of(bytes(5), bytes(2))))));
  }

  private static SdkBytes bytes(int length) {
    return SdkBytes.fromByteArray(new byte[length]);
  }
}
