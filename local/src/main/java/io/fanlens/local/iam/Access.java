package io.fanlens.local.iam;

/**
 * One thing that a request does.
 *
 * @param action {@code dynamodb:PutItem}
 * @param resource ARN of what it is done to; {@code *} where the action knows no resource
 * @param region that the request was signed for
 */
public record Access(String action, String resource, String region) {

  @Override
  public String toString() {
    return "%s on %s in %s".formatted(action, resource, region);
  }
}
