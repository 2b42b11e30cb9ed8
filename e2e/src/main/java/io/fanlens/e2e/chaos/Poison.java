package io.fanlens.e2e.chaos;

/** Messages that are no S3 events, which must end as dead letters, and nothing else may. */
final class Poison {

  static final String BODY = "not an event: ";
  static final String ERROR_CODE = "UNREADABLE_MESSAGE";

  private Poison() {}
}
