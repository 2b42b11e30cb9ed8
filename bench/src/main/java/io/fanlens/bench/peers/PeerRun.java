package io.fanlens.bench.peers;

import io.fanlens.bench.pictures.PeakMemory;
import io.fanlens.bench.pictures.SampleJpeg;
import io.fanlens.local.cloud.LocalCloud;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** One picture into an empty stack, for which a process must start; then all others at once. */
public final class PeerRun {

  private static final int UPLOADS = 4;
  private static final int WIDTH = 1_600;
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration COUNT = Duration.ofMillis(250);

  private final LocalCloud cloud;
  private final Peer peer;
  private final PeerSetup setup;
  private final RequestBody picture = RequestBody.fromBytes(SampleJpeg.of(WIDTH, WIDTH * 3 / 4));

  private PeerRun(LocalCloud cloud, Peer peer, PeerSetup setup) {
    this.cloud = cloud;
    this.peer = peer;
    this.setup = setup;
  }

  /** Runs Fanlens' pipeline. */
  public static PeerFigures fanlens(Path home, PeerSetup setup) throws Exception {
    FanlensPeer.Meter meter = new FanlensPeer.Meter();
    try (LocalCloud cloud = PeerCloud.start(home, setup, meter::on);
        Peer peer = new FanlensPeer(cloud, meter)) {
      return new PeerRun(cloud, peer, setup).run();
    }
  }

  /** Runs the AWS sample's way; empty where Python or boto3 is not installed. */
  public static Optional<PeerFigures> sample(Path home, PeerSetup setup, Path folder)
      throws Exception {
    if (!SamplePeer.isPossible()) {
      return Optional.empty();
    }
    try (LocalCloud cloud = PeerCloud.start(home, setup, event -> {});
        Peer peer = new SamplePeer(cloud, folder, setup.processes())) {
      return Optional.of(new PeerRun(cloud, peer, setup).run());
    }
  }

  private PeerFigures run() throws Exception {
    upload("first.jpg");
    peer.startFirst();
    long end = System.nanoTime() + setup.patience().toNanos();
    boolean isThere = has("first.jpg");
    while (!isThere && System.nanoTime() < end) {
      Thread.sleep(LOOK);
      isThere = has("first.jpg");
    }
    if (!isThere) {
      throw new IllegalStateException("no row of the first picture after " + setup.patience());
    }
    double cold = (System.nanoTime() - peer.firstStart()) / 1e9;
    double billedBefore = peer.billedMillis();
    cloud.rekognitionCalls().clear();
    return burst(cold, billedBefore);
  }

  private PeerFigures burst(double cold, double billedBefore) throws Exception {
    peer.startOthers();
    long begin = System.nanoTime();
    uploadAll();
    long end = begin + setup.patience().toNanos();
    int rows = rows();
    while (rows < setup.pictures() && System.nanoTime() < end) {
      Thread.sleep(COUNT);
      rows = rows();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    // A function ends a moment after its rows are there.
    Thread.sleep(Duration.ofSeconds(1));
    return new PeerFigures(
        (peer.billedMillis() - billedBefore) / setup.pictures(),
        cold,
        peer.processes().stream().mapToLong(pid -> PeakMemory.of(pid).orElse(0L)).max().orElse(0)
            / 1024.0,
        (double) cloud.rekognitionCalls().count(call -> true) / setup.pictures(),
        1 - (double) rows / setup.pictures(),
        seconds);
  }

  private void uploadAll() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(UPLOADS)) {
      List<Future<?>> uploads = new ArrayList<>();
      for (int i = 0; i < setup.pictures(); i++) {
        String key = "picture-%05d.jpg".formatted(i);
        uploads.add(threads.submit(() -> upload(key)));
      }
      for (Future<?> upload : uploads) {
        upload.get();
      }
    }
  }

  private void upload(String key) {
    cloud
        .clients()
        .s3()
        .putObject(
            request -> request.bucket(peer.bucket()).key(key).contentType("image/jpeg"), picture);
  }

  private boolean has(String key) {
    return count("id = :id AND attribute_exists(#finished)", key) > 0;
  }

  /** Rows of the burst. */
  private int rows() {
    return count("id <> :id AND attribute_exists(#finished)", "first.jpg");
  }

  private int count(String filter, String key) {
    return cloud
        .clients()
        .dynamodb()
        .scanPaginator(
            request ->
                request
                    .tableName(peer.table())
                    .select(Select.COUNT)
                    .consistentRead(true)
                    .filterExpression(filter)
                    .expressionAttributeNames(Map.of("#finished", peer.finished()))
                    .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(key))))
        .stream()
        .mapToInt(page -> page.count())
        .sum();
  }
}
