package io.fanlens.local.cloud;

import io.fanlens.local.lambda.LambdaEvent;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.core.sync.RequestBody;

/** Starts a local cloud with one process of the function, and waits to be interrupted. */
final class LocalCloudProgram {
  private LocalCloudProgram() {}

  /**
   * Prints the pid of the function's process when it starts.
   *
   * @param arguments template, zip, directory of logs
   */
  public static void main(String[] arguments) throws InterruptedException {
    LocalCloudOptions options =
        LocalCloudOptions.builder(
                Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]))
            .build();
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
