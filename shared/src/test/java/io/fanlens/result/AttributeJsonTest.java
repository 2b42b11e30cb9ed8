package io.fanlens.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AttributeJsonTest {

  @Test
  void shouldKeepAllDigitsOfNumbers() {
    ObjectNode json =
        AttributeJson.of(
            Map.of(
                "long", AttributeValue.fromN("123456789012345678901234567890"),
                "part", AttributeValue.fromN("99.99987030029296875")));

    assertEquals(
        "{\"long\":123456789012345678901234567890,\"part\":99.99987030029296875}", json.toString());
  }

  @Test
  void shouldKeepMapsAndListsAsTheyAreNested() {
    ObjectNode json =
        AttributeJson.of(
            Map.of(
                "FaceDetails",
                AttributeValue.fromL(
                    List.of(
                        AttributeValue.fromM(
                            Map.of(
                                "Smile",
                                AttributeValue.fromM(
                                    Map.of("Value", AttributeValue.fromBool(true))),
                                "Nothing",
                                AttributeValue.fromNul(true)))))));

    assertEquals(
        "{\"FaceDetails\":[{\"Nothing\":null,\"Smile\":{\"Value\":true}}]}", json.toString());
  }

  @Test
  void shouldWriteSetsAsArraysAndBytesAsBase64() {
    ObjectNode json =
        AttributeJson.of(
            Map.of(
                "a", AttributeValue.fromSs(List.of("x", "y")),
                "b", AttributeValue.fromNs(List.of("1", "2.5")),
                "c", AttributeValue.fromB(SdkBytes.fromUtf8String("hi")),
                "d", AttributeValue.fromL(List.of()),
                "e", AttributeValue.fromM(Map.of())));

    assertEquals(
        "{\"a\":[\"x\",\"y\"],\"b\":[1,2.5],\"c\":\"aGk=\",\"d\":[],\"e\":{}}", json.toString());
  }
}
