package io.fanlens.operations.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.ApiClient;
import io.fanlens.access.CallLimit;
import io.fanlens.operations.deployment.OperationsException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiClientsTest {

  private static final Instant NOW = Instant.parse("2026-11-28T06:00:00Z");

  private final MemoryClients stack = new MemoryClients();
  private final ApiClients clients =
      new ApiClients(stack, stack, new Random(1), InstantSource.fixed(NOW));

  @Test
  void shouldAddAClientWhoseSecretIsNowhereInTheTable() throws AccessUnavailableException {
    NewKey key = clients.add("party app", new CallLimit(100, 1_000));

    ApiClient stored = stack.get(key.accessKeyId()).orElseThrow();
    assertEquals("party app", stored.name());
    assertEquals(new CallLimit(100, 1_000), stored.limit());
    assertEquals(NOW, stored.createdAt());
    assertTrue(stored.enabled());
    assertEquals(stack.master.secretOf(key.accessKeyId(), 1), key.secretAccessKey());
    assertFalse(stored.toString().contains(key.secretAccessKey()));
    assertFalse(key.toString().contains(key.secretAccessKey()), "it may be logged");
  }

  @Test
  void shouldGiveEachNameOnce() throws AccessUnavailableException {
    clients.add("Shop", CallLimit.NONE);

    assertTrue(
        refused(() -> clients.add("shop", CallLimit.NONE)).startsWith("there is a client 'shop'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-x", "a\u001b[1m", "ä", "a/b"})
  void shouldRefuseANameThatIsNone(String name) {
    String sentence = refused(() -> clients.add(name, CallLimit.NONE));

    assertTrue(sentence.contains("is no name for a client"), sentence);
    assertFalse(sentence.contains("\u001b"), sentence);
  }

  @Test
  void shouldRotateToAnotherSecretOfTheSameId() throws AccessUnavailableException {
    NewKey first = clients.add("shop", CallLimit.NONE);

    NewKey second = clients.rotate(first.accessKeyId());

    assertEquals(first.accessKeyId(), second.accessKeyId());
    assertNotEquals(first.secretAccessKey(), second.secretAccessKey());
    assertEquals(stack.master.secretOf(first.accessKeyId(), 2), second.secretAccessKey());
  }

  @Test
  void shouldChangeOnlyTheLimitThatIsGiven() throws AccessUnavailableException {
    clients.add("shop", new CallLimit(10, 100));

    assertEquals(
        new CallLimit(20, 100),
        clients.limit("shop", OptionalLong.of(20), OptionalLong.empty()).limit());
    assertEquals(
        new CallLimit(20, 0),
        clients.limit("shop", OptionalLong.empty(), OptionalLong.of(0)).limit());
  }

  @Test
  void shouldDisableEnableAndRemove() throws AccessUnavailableException {
    NewKey key = clients.add("shop", CallLimit.NONE);

    clients.enable("shop", false);
    assertFalse(clients.list().getFirst().enabled());
    clients.enable("shop", true);
    assertTrue(clients.list().getFirst().enabled());
    clients.remove(key.accessKeyId());
    assertEquals(List.of(), clients.list());
  }

  @Test
  void shouldListByName() throws AccessUnavailableException {
    for (String name : List.of("c", "a", "b")) {
      clients.add(name, CallLimit.NONE);
    }

    assertEquals(List.of("a", "b", "c"), clients.list().stream().map(ApiClient::name).toList());
  }

  @Test
  void shouldNameTheClientThatWasMeant() throws AccessUnavailableException {
    assertEquals(
        "there is no client 'shop'; there are none yet, ./fanlens clients add NAME makes the first",
        refused(() -> clients.remove("shop")));
    clients.add("webshop", CallLimit.NONE);
    assertEquals(
        "there is no client 'webshpo'; did you mean 'webshop'? ./fanlens clients list names them"
            + " all",
        refused(() -> clients.rotate("webshpo")));
    assertEquals(
        "there is no client 'x?y'; ./fanlens clients list names them all",
        refused(() -> clients.enable("x\u0007y", false)));
  }

  private static String refused(Refusable work) {
    return assertThrows(OperationsException.class, work::run).getMessage();
  }

  private interface Refusable {
    void run() throws AccessUnavailableException;
  }
}
