package io.fanlens.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class PathStyleTest {

  @Test
  void shouldReadTheBucketFromTheHost() {
    assertEquals("my.bucket", PathStyle.bucket("my.bucket.localhost:4566"));
    assertEquals("bucket", PathStyle.bucket("bucket.localhost"));
  }

  @Test
  void shouldFindNoBucketInTheEndpointItself() {
    assertNull(PathStyle.bucket("localhost:4566"));
    assertNull(PathStyle.bucket("127.0.0.1:4566"));
    assertNull(PathStyle.bucket(".localhost"));
    assertNull(PathStyle.bucket(null));
  }
}
