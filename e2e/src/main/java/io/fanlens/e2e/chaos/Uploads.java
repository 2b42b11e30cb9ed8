package io.fanlens.e2e.chaos;

import io.fanlens.local.cloud.LocalClients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;

/** Performs the actions of a plan, and remembers which bytes were which version. */
final class Uploads implements AutoCloseable {

  /** A version as it was put. */
  record Put(Act act, String digest) {}

  private final LocalClients clients;
  private final String bucket;
  private final String queueUrl;
  private final ChaosPictures pictures;
  private final Journal journal;
  private final Map<String, Put> byETag = new ConcurrentHashMap<>();
  private final ExecutorService one = Executors.newSingleThreadExecutor();

  Uploads(
      LocalClients clients, Map<String, String> outputs, ChaosPictures pictures, Journal journal) {
    this.clients = clients;
    this.bucket = outputs.get("BucketName");
    this.queueUrl = outputs.get("QueueUrl");
    this.pictures = pictures;
    this.journal = journal;
  }

  /** Versions by their eTag, which is another one for each. */
  Map<String, Put> byETag() {
    return Map.copyOf(byETag);
  }

  /** In the order in which they are asked for. */
  void begin(Act act) {
    var unused = one.submit(() -> perform(act));
  }

  private void perform(Act act) {
    switch (act.kind()) {
      case PUT, PUT_BROKEN -> {
        byte[] bytes = pictures.of(act);
        String digest = ChaosPictures.digest(bytes);
        String eTag =
            clients
                .s3()
                .putObject(
                    request -> request.bucket(bucket).key(act.key()), RequestBody.fromBytes(bytes))
                .eTag()
                .replace("\"", "");
        byETag.put(eTag, new Put(act, digest));
        journal.note(
            act.key(), "version %d put, eTag %s, digest %s".formatted(act.version(), eTag, digest));
      }
      case REMOVE -> {
        clients.s3().deleteObject(request -> request.bucket(bucket).key(act.key()));
        journal.note(act.key(), "removed");
      }
      case SEND_POISON -> sendPoison(act);
    }
  }

  private void sendPoison(Act act) {
    try {
      clients.sqs().sendMessage(r -> r.queueUrl(queueUrl).messageBody(Poison.BODY + act.key()));
    } catch (SdkException e) {
      var unused = one.submit(() -> sendPoison(act)); // the queue is unavailable for a moment
    }
  }

  /** Waits until all that was begun is done. */
  @Override
  public void close() {
    one.close();
  }
}
