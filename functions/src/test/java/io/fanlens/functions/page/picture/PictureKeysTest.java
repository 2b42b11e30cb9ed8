package io.fanlens.functions.page.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.functions.page.request.PageUser;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureKeysTest {

  private static final PageUser ADA = new PageUser("ada", false);

  private Instant now = Instant.parse("2026-11-22T06:17:28.804Z");
  private final PictureKeys keys = new PictureKeys(() -> now, new Random(1));

  @Test
  void shouldListTheNewestFirst() {
    String before = keys.next(ADA, "a.jpg");
    now = now.plusMillis(1);
    String after = keys.next(ADA, "a.jpg");
    assertTrue(after.compareTo(before) < 0, after + " and " + before);
    now = Instant.parse("2999-12-31T23:59:59Z");
    assertTrue(keys.next(ADA, "a.jpg").compareTo(after) < 0);
  }

  @Test
  void shouldMakeNoTwoAlike() {
    assertNotEquals(keys.next(ADA, "a.jpg"), keys.next(ADA, "a.jpg"));
  }

  @Test
  void shouldBeginWithTheUsersFolder() {
    assertTrue(keys.next(ADA, "a.jpg").matches("web/ada/[0-9a-v]{11}-[0-9a-v]{12}/a\\.jpg"));
  }

  @Test
  void shouldKeepANameWithoutWhatWouldBeAFolder() {
    assertEquals("four faces, größe 😀.jpg", named("four faces, größe 😀.jpg"));
    assertEquals("..-..-web-olga-a.jpg", named("../../web/olga/a.jpg"));
    assertEquals("C:-a.jpg", named("C:\\a.jpg"));
    assertEquals("ab.jpg", named("a\u0000\nb.jpg"));
    assertEquals("ab", named("a\ud800b"));
    for (String empty : new String[] {"", " ", ".", "..", "\n"}) {
      assertEquals("picture", named(empty));
    }
    assertEquals(120, named("x".repeat(1_000)).length());
  }

  private String named(String fileName) {
    return PictureKeys.nameOf(keys.next(ADA, fileName));
  }
}
