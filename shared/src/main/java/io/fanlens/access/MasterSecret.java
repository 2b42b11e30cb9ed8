package io.fanlens.access;

import java.util.Optional;

/** Where the master key is kept. */
public interface MasterSecret {

  /**
   * The key that new secrets are derived from.
   *
   * @throws AccessUnavailableException when it cannot be read
   */
  MasterKey current() throws AccessUnavailableException;

  /**
   * The current key or the one before it, by its id.
   *
   * @return empty when neither has this id: the client's secret must be rotated
   * @throws AccessUnavailableException when it cannot be read
   */
  Optional<MasterKey> named(String id) throws AccessUnavailableException;
}
