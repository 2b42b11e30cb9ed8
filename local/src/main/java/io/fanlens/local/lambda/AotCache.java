package io.fanlens.local.lambda;

import java.nio.file.Path;
import java.util.List;

/** Placeholder of the ahead-of-time cache: none. */
final class AotCache {
  static AotCache none() {
    return new AotCache();
  }

  List<String> flags() {
    return List.of();
  }

  List<Path> classPath(List<Path> client) {
    return client;
  }
}
