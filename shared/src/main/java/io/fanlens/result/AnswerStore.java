package io.fanlens.result;

/** Keeps answers that are too large for a row, each under a key of its own. */
public interface AnswerStore {

  /** Keeps the bytes until they are deleted. */
  AnswerLocation put(String key, byte[] compressed);

  /**
   * The bytes as they were put.
   *
   * @throws AnswerGoneException when they are no longer there
   */
  byte[] get(AnswerLocation at);

  /** Deletes the bytes; nothing happens when they are gone already. */
  void delete(AnswerLocation at);
}
