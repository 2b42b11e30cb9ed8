package io.fanlens.local.lambda.runtime;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * Amazon's runtime interface client: where its jars lie on this program's own class path, and its
 * native library, unpacked once. Left to itself each child would write the library to the same file
 * in /tmp, and children that start together would load it half written.
 */
final class AmazonRuntime implements ChildRuntime {
  private static final String LIBRARY_PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private final Path library;

  private AmazonRuntime(Path library) {
    this.library = library;
  }

  static AmazonRuntime unpack(Path directory) throws IOException {
    String name = libraryName(System.getProperty("os.arch"), usesMusl());
    Path library = directory.resolve(name);
    try (InputStream in = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
      if (in == null) {
        throw new IOException(
            "The runtime interface client has no %s for this machine; use the plain runtime"
                .formatted(name));
      }
      Files.copy(in, library);
    }
    return new AmazonRuntime(library);
  }

  static String libraryName(String arch, boolean musl) {
    String cpu = arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "aarch_64" : arch;
    return "libaws-lambda-jni.linux" + (musl ? "_musl" : "") + "-" + cpu + ".so";
  }

  @Override
  public String mainClass() {
    return AWSLambda.class.getName();
  }

  @Override
  public List<Path> classPath() {
    return Stream.of(
            AWSLambda.class,
            LambdaRuntime.class,
            PojoSerializer.class,
            SdkInternalThreadLocal.class)
        .map(ChildRuntime::jarOf)
        .toList();
  }

  @Override
  public List<String> flags() {
    return List.of(
        "-D" + LIBRARY_PROPERTY + "=" + library,
        // Lambda's own, too: hooks of a snapshot are the client's.
        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
  }

  private static boolean usesMusl() throws IOException {
    try (var libraries = Files.newDirectoryStream(Path.of("/lib"), "ld-musl-*")) {
      return libraries.iterator().hasNext()
          && !Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"));
    }
  }
}
