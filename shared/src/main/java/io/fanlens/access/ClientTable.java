package io.fanlens.access;

import java.util.List;
import java.util.Optional;

/** The clients of a stack. Every method needs the table: without it there is no answer. */
public interface ClientTable {

  /** The client of a key; empty when there is none. */
  Optional<ApiClient> get(String keyId) throws AccessUnavailableException;

  /** All clients, in no order. */
  List<ApiClient> list() throws AccessUnavailableException;

  /** Adds a client; false when its key id is taken. */
  boolean create(ApiClient client) throws AccessUnavailableException;

  /** Changes the limits, from the next call on; false when there is no such client. */
  boolean limit(String keyId, CallLimit limit) throws AccessUnavailableException;

  /** Enables or disables, from the next call on; false when there is no such client. */
  boolean enable(String keyId, boolean enabled) throws AccessUnavailableException;

  /**
   * Makes the current secret worthless.
   *
   * @param master the id of the master key that the next one is derived from
   * @return the version of the next one; empty when there is no such client
   */
  Optional<Integer> rotate(String keyId, String master) throws AccessUnavailableException;

  /** Removes a client with its counts; false when there was none. */
  boolean remove(String keyId) throws AccessUnavailableException;
}
