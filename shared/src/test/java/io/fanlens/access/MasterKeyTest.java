package io.fanlens.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MasterKeyTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String ID = "FL0123456789ABCDEFGH";

  @Test
  void shouldDeriveTheSameSecretEveryTimeAndAnotherForEachVersionKeyAndMaster() {
    MasterKey master = MasterKey.of(SECRET);

    String secret = master.secretOf(ID, 1);

    assertEquals(secret, MasterKey.of(SECRET).secretOf(ID, 1));
    assertEquals(43, secret.length());
    assertNotEquals(secret, master.secretOf(ID, 2));
    assertNotEquals(secret, master.secretOf("FL0123456789ABCDEFGJ", 1));
    assertNotEquals(secret, MasterKey.of(SECRET + "x").secretOf(ID, 1));
  }

  @Test
  void shouldShowItsIdAndNeverItself() {
    MasterKey master = MasterKey.of(SECRET);

    assertEquals("MasterKey " + master.id(), master.toString());
    assertEquals(8, master.id().length());
    assertFalse(master.toString().contains(SECRET));
  }

  @Test
  void shouldRefuseAShortSecretWithoutQuotingIt() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> MasterKey.of("hunter2"));

    assertFalse(e.getMessage().contains("hunter2"));
  }

  @Test
  void shouldMakeIdsThatSdksTakeAndNoScannerReports() {
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      String id = ClientKeys.newKeyId(random);
      assertTrue(ClientKeys.isKeyId(id), id);
    }
    assertFalse(ClientKeys.isKeyId("AKIAIOSFODNN7EXAMPLE"));
    assertFalse(ClientKeys.isKeyId("FL#"));
  }
}
