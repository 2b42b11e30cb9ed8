package io.fanlens.local.cloud;

import io.fanlens.local.lambda.LambdaEvent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.core.sync.RequestBody;

/** A program that starts a local cloud and one process in it, and waits to be interrupted. */
final class LocalCloudProgram {
  private LocalCloudProgram() {}

  /**
   * Prints the pid of the function's process when it runs.
   *
   * @param arguments template, zip, directory of logs
   */
  public static void main(String[] arguments) throws InterruptedException {
    LocalCloudOptions options =
        new LocalCloudOptions(
            0,
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            Optional.empty(),
            Map.of(),
            Path.of(arguments[2]));
    LocalCloud cloud =
        LocalCloud.start(
            options,
            event -> {
              if (event instanceof LambdaEvent.ChildStarted child) {
                System.out.println("child " + child.pid());
              }
            });
    cloud
        .clients()
        .s3()
        .putObject(
            request -> request.bucket(cloud.outputs().get("BucketName")).key("picture"),
            RequestBody.fromString("picture"));
    new CountDownLatch(1).await();
  }
}
