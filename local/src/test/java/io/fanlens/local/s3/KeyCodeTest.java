package io.fanlens.local.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCodeTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "a//b", "/", "//", "/a", "a/", "..", "a/../b", "./a", "ü 😀"})
  void shouldEncodeEachKeyAsANormalizedPath(String key) {
    String encoded = KeyCode.encode(key);

    assertEquals(encoded, Path.of(encoded).normalize().toString());
    assertEquals(key, KeyCode.decode(encoded));
    assertTrue(KeyCode.isObject(encoded));
  }

  @Test
  void shouldDistinguishAnObjectFromAFolderOfItsName() {
    assertFalse(Path.of(KeyCode.encode("a/b")).startsWith(Path.of(KeyCode.encode("a"))));
  }

  @Test
  void shouldKeepTheOrderOfKeys() {
    List<String> keys =
        List.of("a", "a b", "a!", "a-b", "a/", "a/b", "a/b.jpg", "a/b/c", "a0", "b");

    assertEquals(keys, keys.stream().map(KeyCode::encode).sorted().map(KeyCode::decode).toList());
  }

  @Test
  void shouldEncodeEveryKeyUnderItsPrefix() {
    for (String prefix : List.of("", "a", "a/", "a//", "a//b", "a/../", "/")) {
      assertTrue(KeyCode.encode(prefix + "x").startsWith(KeyCode.encodePrefix(prefix)), prefix);
    }
  }
}
