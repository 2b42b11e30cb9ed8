package io.fanlens.result;

/** Keeps answers that are too large for a row, each under a key of its own. */
public interface AnswerStore {

  /** Keeps the bytes until they are deleted. */
  AnswerAt put(String key, byte[] compressed);

  /**
   * The bytes as they were put.
   *
   * @throws AnswerGoneException when they are no longer there
   */
  byte[] get(AnswerAt at);

  /** Deletes the bytes; nothing happens when they are gone already. */
  void delete(AnswerAt at);
}
