package io.fanlens.bench.realtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fanlens.local.rekognition.RekognitionEndpoint;
import io.fanlens.local.rekognition.control.Latency;
import io.fanlens.local.rekognition.control.Quota;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.operation.ObjectSource;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.TargetQuota;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The local Rekognition endpoint with the quotas of a pool and answers from a script: it takes
 * about 0.35 s for each and looks at no picture.
 */
final class ScriptedRekognition implements AutoCloseable {

  static final String OPERATION = "DetectFaces";

  /** The median of a lognormal time with mean 0.35 s and sigma 0.3. */
  private static final Duration MEDIAN = Duration.ofMillis(335);

  private static final double SIGMA = 0.3;

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final RekognitionEndpoint endpoint = new RekognitionEndpoint(ObjectSource.none());

  ScriptedRekognition(QuotaPool pool, double depthSeconds) throws Exception {
    connector.setHost("127.0.0.1");
    connector.setAcceptQueueSize(1024);
    server.addConnector(connector);
    server.setHandler(endpoint);
    RekognitionControl control = endpoint.control();
    Duration depth = Duration.ofMillis(Math.round(1000 * depthSeconds));
    for (TargetQuota quota : pool.groups().getFirst().targets()) {
      control.quota(OPERATION, quota.target().region(), new Quota(quota.permitsPerSecond(), depth));
    }
    control.latency(OPERATION, RekognitionControl.ANY, Latency.lognormal(MEDIAN, SIGMA));
    control.script(
        OPERATION,
        RekognitionControl.ANY,
        request -> Optional.of(JsonNodeFactory.instance.objectNode()));
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  long calls() {
    return endpoint.log().count(call -> true);
  }

  long throttled() {
    return endpoint.log().count(call -> call.outcome().startsWith("ProvisionedThroughput"));
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
