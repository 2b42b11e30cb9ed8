package io.fanlens.access;

/** Whose calls are counted, and what must hold for one more. */
public sealed interface Counted {

  /**
   * The client of a key, as its request was authenticated. Its limits are in the table.
   *
   * @param version of the secret that it proved to know
   */
  record Client(String keyId, int version) implements Counted {}

  /**
   * A caller without a key.
   *
   * @param network the address, or the first 64 bits of an IPv6 one
   * @param limit of one network
   */
  record Anonymous(String network, CallLimit limit) implements Counted {}
}
