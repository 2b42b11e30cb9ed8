package io.fanlens.local.iam;

import java.util.HashMap;
import java.util.Map;

/**
 * One thing that a request does.
 *
 * @param action {@code dynamodb:PutItem}
 * @param resource ARN of what it is done to; {@code *} where the action knows no resource
 * @param region that the request was signed for
 * @param facts what conditions may ask for, by the names of their keys: {@code aws:SourceArn}
 */
public record AccessRequest(
    String action, String resource, String region, Map<String, String> facts) {

  /** What statements may test, here and on AWS. Any other key is refused when a policy is read. */
  static final String REQUESTED_REGION = "aws:RequestedRegion";

  static final String SECURE_TRANSPORT = "aws:SecureTransport";
  static final String SOURCE_ARN = "aws:SourceArn";
  static final String SOURCE_ACCOUNT = "aws:SourceAccount";
  static final String EXTERNAL_ID = "sts:ExternalId";

  /** No request here has it: nothing is encrypted, so no service asks for a key. */
  static final String VIA_SERVICE = "kms:ViaService";

  public AccessRequest {
    facts = Map.copyOf(facts);
  }

  /**
   * With the facts of every request. The local cloud has no TLS; its requests never leave the
   * machine and count as if they had it.
   */
  public AccessRequest(String action, String resource, String region) {
    this(action, resource, region, Map.of(REQUESTED_REGION, region, SECURE_TRANSPORT, "true"));
  }

  /** The same, made by a service for something that this account owns. */
  public AccessRequest from(String sourceArn, String sourceAccount) {
    return with(Map.of(SOURCE_ARN, sourceArn, SOURCE_ACCOUNT, sourceAccount));
  }

  AccessRequest withExternalId(String externalId) {
    return externalId.isEmpty() ? this : with(Map.of(EXTERNAL_ID, externalId));
  }

  private AccessRequest with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(facts);
    all.putAll(more);
    return new AccessRequest(action, resource, region, all);
  }

  @Override
  public String toString() {
    return "%s on %s in %s".formatted(action, resource, region);
  }
}
