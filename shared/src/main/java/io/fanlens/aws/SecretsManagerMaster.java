package io.fanlens.aws;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.MasterKey;
import io.fanlens.access.MasterSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * The master key in AWS Secrets Manager, read on first use and kept for minutes. It must not be
 * used before a snapshot: what is read then would be in it.
 */
public final class SecretsManagerMaster implements MasterSecret {

  private static final Duration FRESH = Duration.ofMinutes(5);

  /** An unknown master's id is looked for again after this: it may be of a rotation just made. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final SecretsManagerClient secrets;
  private final String secret;
  private final InstantSource clock;
  private List<MasterKey> keys = List.of();
  private Instant readAt = Instant.MIN;

  public SecretsManagerMaster(SecretsManagerClient secrets, String secret, InstantSource clock) {
    this.secrets = secrets;
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public synchronized MasterKey current() throws AccessUnavailableException {
    readUnlessFresh(FRESH);
    return keys.getFirst();
  }

  @Override
  public synchronized Optional<MasterKey> named(String id) throws AccessUnavailableException {
    readUnlessFresh(FRESH);
    Optional<MasterKey> known = find(id);
    if (known.isPresent()) {
      return known;
    }
    readUnlessFresh(LOOK_AGAIN);
    return find(id);
  }

  private Optional<MasterKey> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  private void readUnlessFresh(Duration age) throws AccessUnavailableException {
    Instant now = clock.instant();
    if (!keys.isEmpty() && now.isBefore(readAt.plus(age))) {
      return;
    }
    try {
      List<MasterKey> read = new ArrayList<>();
      read.add(MasterKey.of(text("AWSCURRENT")));
      try {
        read.add(MasterKey.of(text("AWSPREVIOUS")));
      } catch (ResourceNotFoundException e) {
        // never rotated
      }
      keys = List.copyOf(read);
      readAt = now;
    } catch (SdkException e) {
      throw new AccessUnavailableException("master secret: " + ServiceText.summary(e), e);
    }
  }

  private String text(String stage) {
    return secrets
        .getSecretValue(request -> request.secretId(secret).versionStage(stage))
        .secretString();
  }
}
