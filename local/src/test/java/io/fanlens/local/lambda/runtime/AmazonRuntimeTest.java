package io.fanlens.local.lambda.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AmazonRuntimeTest {

  @Test
  void shouldNameTheLibraryOfTheMachine() {
    assertEquals("libaws-lambda-jni.linux-x86_64.so", AmazonRuntime.libraryName("amd64", false));
    assertEquals(
        "libaws-lambda-jni.linux_musl-aarch_64.so", AmazonRuntime.libraryName("aarch64", true));
  }
}
