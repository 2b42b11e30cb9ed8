package io.fanlens.operations.clients;

import io.fanlens.access.ApiClient;
import io.fanlens.access.CallLimit;
import io.fanlens.access.ClientTable;
import io.fanlens.access.MasterKey;
import io.fanlens.access.MasterSecret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clients and the master secret of a stack, in memory. */
final class MemoryClients implements ClientTable, MasterSecret {

  private final Map<String, ApiClient> clients = new LinkedHashMap<>();
  MasterKey master = MasterKey.of("a".repeat(64));

  @Override
  public Optional<ApiClient> get(String keyId) {
    return Optional.ofNullable(clients.get(keyId));
  }

  @Override
  public List<ApiClient> list() {
    return List.copyOf(clients.values());
  }

  @Override
  public boolean create(ApiClient client) {
    return clients.putIfAbsent(client.keyId(), client) == null;
  }

  @Override
  public boolean limit(String keyId, CallLimit limit) {
    return change(keyId, get(keyId).map(old -> changed(old, old.enabled(), old.version(), limit)));
  }

  @Override
  public boolean enable(String keyId, boolean enabled) {
    return change(keyId, get(keyId).map(old -> changed(old, enabled, old.version(), old.limit())));
  }

  @Override
  public Optional<Integer> rotate(String keyId, String ofMaster) {
    change(
        keyId, get(keyId).map(old -> changed(old, old.enabled(), old.version() + 1, old.limit())));
    return get(keyId).map(ApiClient::version);
  }

  @Override
  public boolean remove(String keyId) {
    return clients.remove(keyId) != null;
  }

  @Override
  public MasterKey current() {
    return master;
  }

  @Override
  public Optional<MasterKey> named(String id) {
    return Optional.of(master).filter(key -> key.id().equals(id));
  }

  void put(ApiClient client) {
    clients.put(client.keyId(), client);
  }

  private boolean change(String keyId, Optional<ApiClient> changed) {
    changed.ifPresent(client -> clients.put(keyId, client));
    return changed.isPresent();
  }

  private ApiClient changed(ApiClient old, boolean enabled, int version, CallLimit limit) {
    return new ApiClient(
        old.keyId(),
        old.name(),
        enabled,
        version,
        master.id(),
        limit,
        old.createdAt(),
        old.counted());
  }
}
