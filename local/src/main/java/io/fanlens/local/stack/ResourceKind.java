package io.fanlens.local.stack;

/** Makes resources of one type. */
@FunctionalInterface
interface ResourceKind {
  /**
   * Makes it.
   *
   * @param properties without intrinsics; what is not read here is reported as not emulated
   */
  Made make(Resource resource, Properties properties);
}
