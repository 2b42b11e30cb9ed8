package io.fanlens.functions.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** Forgets what was not asked for the longest when it is full: strangers choose what is put in. */
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1;
  private static final float USUAL_LOAD = 0.75f;

  private final int most;

  BoundedMap(int most) {
    super(16, USUAL_LOAD, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
