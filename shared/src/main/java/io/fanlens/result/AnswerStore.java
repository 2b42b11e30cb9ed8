package io.fanlens.result;

/** Stores answers that are too large for a row, each under a key of its own. */
public interface AnswerStore {

  /** Stores the bytes until they are deleted. */
  AnswerLocation put(String key, byte[] compressed);

  /**
   * The bytes as they were put.
   *
   * @throws AnswerGoneException when they no longer exist
   */
  byte[] get(AnswerLocation at);

  /** Deletes the bytes; no error when they are gone already. */
  void delete(AnswerLocation at);
}
