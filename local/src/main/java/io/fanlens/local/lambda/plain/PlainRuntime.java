package io.fanlens.local.lambda.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a function as Lambda's own runtimes do: requests an invocation, calls the handler, posts the
 * answer or the error, and begins again. It takes no part in snapshots: what a function registers
 * for them is not called.
 */
public final class PlainRuntime {

  /** Where tracers look for the header of the invocation. */
  private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

  private PlainRuntime() {}

  /** All that it consists of. */
  public static List<Class<?>> classes() {
    return List.of(
        PlainRuntime.class,
        PlainApi.class,
        PlainContext.class,
        PlainHandler.class,
        PlainInvocation.class);
  }

  /** Takes the handler, as {@code package.Class::method}. */
  public static void main(String[] arguments) throws IOException {
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
    PlainApi api = new PlainApi(System.getenv("AWS_LAMBDA_RUNTIME_API"));
    ClassLoader function = functionLoader(Path.of("").toAbsolutePath());
    Thread.currentThread().setContextClassLoader(function);
    PlainHandler handler = null;
    try {
      handler = PlainHandler.of(arguments[0], function);
    } catch (Throwable e) {
      e.printStackTrace();
      api.initFailed(e);
      System.exit(1);
    }
    while (serve(api, handler)) {
      // Until the process is ended.
    }
    System.exit(1);
  }

  /** Whether this process can serve another invocation. */
  private static boolean serve(PlainApi api, PlainHandler handler) throws IOException {
    PlainInvocation invocation = api.next();
    if (invocation.traceId() == null) {
      System.clearProperty(TRACE_PROPERTY);
    } else {
      System.setProperty(TRACE_PROPERTY, invocation.traceId());
    }
    try {
      api.answer(invocation, handler.call(invocation));
      return true;
    } catch (Throwable e) {
      e.printStackTrace();
      api.failed(invocation, e);
      // Such a JVM is not to be trusted any more.
      return !(e instanceof VirtualMachineError || e instanceof IOError);
    } finally {
      Thread.interrupted(); // the function's own business, which must not disturb the next call
    }
  }

  /** Classes at the task's root, then its libraries by name. */
  private static ClassLoader functionLoader(Path root) throws IOException {
    List<URL> places = new ArrayList<>(List.of(root.toUri().toURL()));
    Path lib = root.resolve("lib");
    if (Files.isDirectory(lib)) {
      try (Stream<Path> files = Files.list(lib)) {
        for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
          places.add(jar.toUri().toURL());
        }
      }
    }
    return new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getSystemClassLoader());
  }
}
