package io.fanlens.local.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class StorageServersIT {

  @Test
  void shouldLeaveNoNonDaemonThread() {
    Set<Thread> before = nonDaemonThreads();
    try (StorageCloud cloud = new StorageCloud()) {
      S3Client s3 = cloud.s3();
      s3.createBucket(r -> r.bucket("bucket"));
      cloud.queue("queue");
      assertEquals(List.of(), cloud.dynamoDb().listTables().tableNames());
    }

    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    Set<Thread> left = nonDaemonThreads();
    left.removeAll(before);
    while (!left.isEmpty() && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      left = nonDaemonThreads();
      left.removeAll(before);
    }
    assertEquals(Set.of(), left);
  }

  private static Set<Thread> nonDaemonThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .collect(Collectors.toSet());
  }
}
