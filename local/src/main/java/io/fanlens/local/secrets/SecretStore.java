package io.fanlens.local.secrets;

import io.fanlens.local.template.Properties;
import io.fanlens.local.template.TemplateException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets, each with its current and its previous value. */
public final class SecretStore {
  /** A value as it is under one stage. */
  record Version(String id, String text, Instant createdAt) {}

  /** A secret; the previous version exists once a value was put. */
  record Secret(String arn, String name, Version current, Optional<Version> previous) {}

  private final Map<String, Secret> byName = new ConcurrentHashMap<>();

  private final Optional<SecretFiles> files;

  /** With new values at every start. */
  public SecretStore() {
    this(Optional.empty());
  }

  /**
   * @param folder that keeps generated values for the next start; empty for none
   */
  public SecretStore(Optional<Path> folder) {
    this.files = folder.map(SecretFiles::new);
  }

  /** Creates a secret of the template; one that was generated before may have been kept. */
  public void create(String name, String arn, Properties properties) {
    Optional<String> given = properties.text("SecretString");
    String text =
        given
            .or(
                () ->
                    properties
                        .object("GenerateSecretString")
                        .map(wanted -> GeneratedSecret.of(wanted, new SecureRandom())))
            .orElseThrow(
                () -> new TemplateException("GenerateSecretString or SecretString is missing"));
    Secret secret = new Secret(arn, name, version(text), Optional.empty());
    if (given.isEmpty() && files.isPresent()) {
      List<String> kept = files.get().read(name);
      if (kept.isEmpty()) {
        keep(secret);
      } else {
        Optional<Version> previous = kept.stream().skip(1).findFirst().map(SecretStore::version);
        secret = new Secret(arn, name, version(kept.getFirst()), previous);
      }
    }
    byName.put(name, secret);
  }

  private void keep(Secret secret) {
    List<String> values = new ArrayList<>(List.of(secret.current().text()));
    secret.previous().ifPresent(previous -> values.add(previous.text()));
    files.ifPresent(all -> all.write(secret.name(), values));
  }

  private static Version version(String text) {
    return new Version(UUID.randomUUID().toString(), text, Instant.now());
  }

  /**
   * @param id a name, an ARN, or an ARN without its last six characters, as AWS accepts it
   */
  Optional<Secret> find(String id) {
    return byName.values().stream()
        .filter(
            secret ->
                secret.name().equals(id)
                    || secret.arn().equals(id)
                    || secret.arn().substring(0, secret.arn().lastIndexOf('-')).equals(id))
        .findFirst();
  }

  /** The value is the current one from now on, and the current one the previous. */
  Optional<Secret> put(String id, String text) {
    return find(id)
        .map(
            found ->
                byName.computeIfPresent(
                    found.name(),
                    (name, secret) -> {
                      Secret changed =
                          new Secret(
                              secret.arn(), name, version(text), Optional.of(secret.current()));
                      keep(changed);
                      return changed;
                    }));
  }
}
