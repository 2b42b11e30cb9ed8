package io.fanlens.local.lambda;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * The real runtime interface client: where its jars lie on this program's own class path, and its
 * native library, unpacked once. Left to itself each child would write the library to the same file
 * in /tmp, and children that start together would load it half written.
 */
final class RuntimeClient {
  static final String MAIN_CLASS = AWSLambda.class.getName();
  private static final String LIBRARY_PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private final Path library;

  private RuntimeClient(Path library) {
    this.library = library;
  }

  static void requireLinux(String osName) {
    if (!osName.toLowerCase(Locale.ROOT).contains("linux")) {
      throw new UnsupportedOperationException(
          "The runtime interface client is Linux only and this is "
              + osName
              + "; run the local cloud on Linux, in WSL or in a Linux virtual machine");
    }
  }

  static RuntimeClient unpack(Path directory) throws IOException {
    String name = libraryName(System.getProperty("os.arch"), usesMusl());
    Path library = directory.resolve(name);
    try (InputStream in = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
      if (in == null) {
        throw new IOException("The runtime interface client has no " + name + " for this machine");
      }
      Files.copy(in, library);
    }
    return new RuntimeClient(library);
  }

  static String libraryName(String arch, boolean musl) {
    String cpu = arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "aarch_64" : arch;
    return "libaws-lambda-jni.linux" + (musl ? "_musl" : "") + "-" + cpu + ".so";
  }

  String libraryFlag() {
    return "-D" + LIBRARY_PROPERTY + "=" + library;
  }

  /** The client and what it needs, in the order in which Lambda puts them. */
  List<Path> classPath() {
    return Stream.of(
            AWSLambda.class,
            LambdaRuntime.class,
            PojoSerializer.class,
            SdkInternalThreadLocal.class)
        .map(RuntimeClient::jarOf)
        .toList();
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("No jar of " + type + " can be named", e);
    }
  }

  private static boolean usesMusl() throws IOException {
    try (var libraries = Files.newDirectoryStream(Path.of("/lib"), "ld-musl-*")) {
      return libraries.iterator().hasNext()
          && !Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"));
    }
  }
}
