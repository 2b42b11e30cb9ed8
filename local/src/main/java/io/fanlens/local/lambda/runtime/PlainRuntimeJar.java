package io.fanlens.local.lambda.runtime;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.fanlens.local.lambda.plain.PlainRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * The plain runtime in a jar of its own, so that a child sees nothing else of this program, and the
 * two jars of Amazon's that are plain Java: the handlers' interfaces, and the JSON of the events.
 */
final class PlainRuntimeJar implements ChildRuntime {

  private final Path jar;

  private PlainRuntimeJar(Path jar) {
    this.jar = jar;
  }

  static PlainRuntimeJar write(Path directory) throws IOException {
    Path jar = directory.resolve("plain-runtime.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : PlainRuntime.classes()) {
        String name = type.getName().replace('.', '/') + ".class";
        JarEntry entry = new JarEntry(name);
        entry.setTime(0); // the same classes, the same bytes
        out.putNextEntry(entry);
        try (InputStream in = type.getResourceAsStream("/" + name)) {
          in.transferTo(out);
        }
      }
    }
    return new PlainRuntimeJar(jar);
  }

  @Override
  public String mainClass() {
    return PlainRuntime.class.getName();
  }

  @Override
  public List<Path> classPath() {
    return List.of(
        jar, ChildRuntime.jarOf(LambdaRuntime.class), ChildRuntime.jarOf(PojoSerializer.class));
  }

  @Override
  public List<String> flags() {
    return List.of();
  }
}
