package io.fanlens.result;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Large answers in memory; deleting can be made to fail. */
public final class MemoryAnswers implements AnswerStore {

  public final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private boolean stuck;

  void refuseToDelete() {
    stuck = true;
  }

  @Override
  public AnswerLocation put(String key, byte[] compressed) {
    objects.put(key, compressed);
    return new AnswerLocation("answers", key, "etag", compressed.length);
  }

  @Override
  public byte[] get(AnswerLocation at) {
    byte[] bytes = objects.get(at.key());
    if (bytes == null) {
      throw new AnswerGoneException(at, null);
    }
    return bytes;
  }

  @Override
  public void delete(AnswerLocation at) {
    if (stuck) {
      throw new IllegalStateException("the bucket is unavailable");
    }
    objects.remove(at.key());
  }
}
