package io.fanlens.infra.analyzer;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** A program that calls native code without asking for it. */
final class NativeCall {

  private NativeCall() {}

  @SuppressWarnings("restricted") // that is what it tries
  public static void main(String[] args) throws Throwable {
    Linker linker = Linker.nativeLinker();
    MethodHandle pid =
        linker.downcallHandle(
            linker.defaultLookup().find("getpid").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT));
    if ((int) pid.invokeExact() > 0) {
      System.out.println("called native code");
    }
  }
}
