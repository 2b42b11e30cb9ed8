package io.fanlens.local.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

class ObservedStoreTest {

  private final ConcurrentLinkedQueue<ObjectChange> changes = new ConcurrentLinkedQueue<>();
  private final BlobStore store =
      new ObservedStore(
          new AnyKeyStore(new TransientNio2BlobStore()),
          1L << 48,
          new ObservedStore.Observer() {
            @Override
            public void changed(ObjectChange change) {
              changes.add(change);
            }

            @Override
            public void bucketDeleted(String bucket) {}
          });

  @Test
  void shouldAssignTheHighestSequencerToTheLastState() throws Exception {
    store.createContainer("bucket");
    List<Future<?>> puts = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 400; i++) {
        String text = "version " + i;
        boolean remove = i % 7 == 0;
        puts.add(
            threads.submit(
                () -> {
                  if (remove) {
                    store.removeBlob("bucket", "key");
                  } else {
                    put("key", text);
                  }
                }));
      }
    }
    for (Future<?> put : puts) {
      put.get();
    }
    put("key", "the end");

    List<ObjectChange> all = List.copyOf(changes);
    for (int i = 1; i < all.size(); i++) {
      assertTrue(
          all.get(i - 1).sequencer().compareTo(all.get(i).sequencer()) < 0,
          "sequencers of one key are notifications in their order");
      assertTrue(
          !all.get(i).isRemoval() || !all.get(i - 1).isRemoval(),
          "two removals in a row: one of them found nothing");
    }
    String eTag = store.blobMetadata("bucket", "key").eTag().replace("\"", "");
    assertEquals(eTag, all.getLast().eTag());
    assertEquals("the end".length(), all.getLast().size());
    assertEquals(16, all.getLast().sequencer().length());
  }

  @Test
  void shouldNotReportTheRemovalOfAMissingObject() {
    store.createContainer("bucket");

    store.removeBlob("bucket", "key");

    assertTrue(changes.isEmpty());
  }

  private void put(String key, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var unused =
        store.putBlob(
            PutObjectRequest.builder()
                .bucket("bucket")
                .key(key)
                .contentLength((long) bytes.length)
                .build(),
            new ByteArrayInputStream(bytes));
  }
}
