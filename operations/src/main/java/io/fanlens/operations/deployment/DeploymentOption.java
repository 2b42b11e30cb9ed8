package io.fanlens.operations.deployment;

import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.UserError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import picocli.CommandLine.Option;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code --stack NAME}, shared by the commands on a deployment. */
public final class DeploymentOption {

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      defaultValue = Deployment.DEFAULT_STACK,
      description = "name of the CloudFormation stack (default: ${DEFAULT-VALUE})")
  private String stack;

  public String stack() {
    return stack;
  }

  /** What a command does with a deployment. */
  @FunctionalInterface
  public interface Work<T> {
    public T with(Deployment deployment) throws InterruptedException, IOException;
  }

  /** Finds the deployment; an error from AWS becomes one sentence. */
  public <T> T with(Work<T> work) throws InterruptedException, IOException {
    try (Deployment deployment = Deployment.find(stack, AwsEndpoint.ofEnvironment())) {
      return work.with(deployment);
    } catch (OperationsException e) {
      throw UserError.failed(e.getMessage());
    } catch (AwsServiceException e) {
      throw UserError.failed(refused(e));
    } catch (SdkException e) {
      throw UserError.failed(unreachable(e));
    }
  }

  /** AWS's own message names the missing permission. */
  private static String refused(AwsServiceException e) {
    String sentence = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    return "%s answered: %s"
        .formatted(
            e.awsErrorDetails() == null ? "AWS" : e.awsErrorDetails().serviceName(),
            Terminal.printable(
                sentence == null || sentence.isBlank()
                    ? String.valueOf(e.getMessage())
                    : sentence));
  }

  private static String unreachable(SdkException e) {
    String endpoint = System.getenv("AWS_ENDPOINT_URL");
    String where = endpoint == null ? "AWS" : endpoint;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return "%s does not answer (%s)%s"
            .formatted(
                where,
                cause.getMessage(),
                endpoint == null ? "" : "; is ./fanlens local running there?");
      }
    }
    return "%s cannot be called: %s".formatted(where, Terminal.printable(e.getMessage()));
  }
}
