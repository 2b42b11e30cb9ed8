package io.fanlens.functions.api;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.ApiClient;
import io.fanlens.access.ClientKeys;
import io.fanlens.access.ClientTable;
import io.fanlens.access.Counted;
import io.fanlens.access.MasterKey;
import io.fanlens.access.MasterSecret;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiProblem;
import io.fanlens.functions.api.request.ApiRequest;
import io.fanlens.functions.api.request.Authorization;
import io.fanlens.functions.api.request.Networks;
import io.fanlens.functions.api.request.SignatureV4;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds out who calls. Clients are remembered for a while: the write that counts a call checks that
 * they are still enabled, and that their secret is still the same.
 */
final class Callers {

  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** After a wrong secret the client is read again, since it may have been rotated just now. */
  private static final Duration READ_AGAIN = Duration.ofSeconds(2);

  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

  private final KnownClients clients;
  private final FailedSignIns failures;
  private final MasterSecret master;
  private final InstantSource clock;

  Callers(ClientTable table, MasterSecret master, InstantSource clock) {
    clients = new KnownClients(table, clock);
    failures = new FailedSignIns(clock);
    this.master = master;
    this.clock = clock;
  }

  /** The client that signed a request. */
  Counted signer(ApiRequest request) throws ApiException, AccessUnavailableException {
    String network = Networks.of(request.sourceIp());
    String keyId = Authorization.of(request).keyId();
    failures.check(network, keyId);
    SignatureV4 signed = SignatureV4.of(request);
    checkTime(request.header("x-amz-date"));
    return client(
        network,
        keyId,
        signed::isSignedWith,
        new ApiException(
            ApiProblem.WRONG_SIGNATURE,
            "The request signature we calculated does not match the signature you provided. Check"
                + " your AWS Secret Access Key and signing method. Consult the service"
                + " documentation for details."));
  }

  /** The client whose key and secret were sent. */
  Counted holder(ApiRequest request, String keyId, String secret)
      throws ApiException, AccessUnavailableException {
    String network = Networks.of(request.sourceIp());
    failures.check(network, keyId);
    byte[] sent = secret.getBytes(StandardCharsets.UTF_8);
    return client(
        network,
        keyId,
        right -> MessageDigest.isEqual(sent, right.getBytes(StandardCharsets.UTF_8)),
        unknown());
  }

  static ApiException unknown() {
    return new ApiException(
        ApiProblem.UNKNOWN_KEY, "The security token included in the request is invalid.");
  }

  private Counted client(
      String network, String keyId, Predicate<String> secretIsRight, ApiException wrong)
      throws ApiException, AccessUnavailableException {
    if (!ClientKeys.isKeyId(keyId)) {
      throw unknown(); // costs nothing, and is no guess at a secret
    }
    try {
      return client(keyId, secretIsRight, wrong);
    } catch (ApiException e) {
      failures.failed(network, keyId);
      throw e;
    }
  }

  private Counted client(String keyId, Predicate<String> secretIsRight, ApiException wrong)
      throws ApiException, AccessUnavailableException {
    Optional<ApiClient> client = clients.get(keyId, REMEMBERED);
    if (!isRight(client, secretIsRight)) {
      client = clients.get(keyId, READ_AGAIN);
      if (client.isPresent() && client.get().enabled() && !isRight(client, secretIsRight)) {
        throw wrong;
      }
    }
    return client
        .filter(ApiClient::enabled)
        .map(each -> new Counted.Client(keyId, each.version()))
        .orElseThrow(Callers::unknown);
  }

  private boolean isRight(Optional<ApiClient> client, Predicate<String> secretIsRight)
      throws AccessUnavailableException {
    if (client.isEmpty() || !client.get().enabled()) {
      return false;
    }
    Optional<MasterKey> key = master.named(client.get().master());
    return key.isPresent()
        && secretIsRight.test(key.get().secretOf(client.get().keyId(), client.get().version()));
  }

  private void checkTime(String date) throws ApiException {
    Instant signedAt;
    try {
      signedAt = TIME.parse(date, Instant::from);
    } catch (DateTimeParseException e) {
      throw new ApiException(
          ApiProblem.INCOMPLETE_SIGNATURE, "Date must be in ISO-8601 'basic format'.");
    }
    Instant now = clock.instant();
    if (signedAt.isBefore(now.minus(WINDOW))) {
      throw new ApiException(
          ApiProblem.WRONG_SIGNATURE,
          "Signature expired: %s is now earlier than %s (%s - 5 min.)"
              .formatted(date, TIME.format(now.minus(WINDOW)), TIME.format(now)));
    }
    if (signedAt.isAfter(now.plus(WINDOW))) {
      throw new ApiException(
          ApiProblem.WRONG_SIGNATURE,
          "Signature not yet current: %s is still later than %s (%s + 5 min.)"
              .formatted(date, TIME.format(now.plus(WINDOW)), TIME.format(now)));
    }
  }
}
