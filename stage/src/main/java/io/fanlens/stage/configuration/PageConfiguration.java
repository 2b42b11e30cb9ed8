package io.fanlens.stage.configuration;

import io.fanlens.settings.PageSettings;
import java.util.List;

/**
 * The page of a stage, where users sign in, upload pictures and see what was found; the block
 * {@code page}.
 *
 * @param selfRegistration whether anybody may register; else only an administrator adds users
 * @param domainPrefix of the address where users sign in; empty for {@code STACK-ACCOUNT}
 * @param sessionHours until a user has to sign in again
 * @param maxMb of one picture
 * @param requestsPerSecond that the gateway lets in, of all users together
 * @param burst requests that it lets in at once
 * @param memoryMb memory of its function
 * @param origins that serve the page besides the gateway, such as a distribution
 * @param logRole whether the stack sets the role by which API Gateway writes logs
 */
public record PageConfiguration(
    boolean selfRegistration,
    String domainPrefix,
    int sessionHours,
    int maxMb,
    int requestsPerSecond,
    int burst,
    int memoryMb,
    List<String> origins,
    boolean logRole) {

  private static final int MEBIBYTE = 1 << 20;

  public PageConfiguration {
    origins = List.copyOf(origins);
  }

  /**
   * What the function reads; arguments may be tokens that only the deployment resolves.
   *
   * @param clientsTable null in a stage without an API
   * @param login origin of the managed login
   */
  public PageSettings settings(
      String bucket,
      String previewBucket,
      String clientsTable,
      String issuer,
      String clientId,
      String login) {
    return new PageSettings(
        bucket,
        previewBucket,
        clientsTable,
        issuer,
        clientId,
        new PageSettings.SignIn(
            login + "/oauth2/authorize",
            login + "/oauth2/token",
            login + "/oauth2/revoke",
            login + "/logout"),
        selfRegistration,
        (long) maxMb * MEBIBYTE);
  }
}
