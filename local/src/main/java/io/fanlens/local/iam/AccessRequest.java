package io.fanlens.local.iam;

import java.util.HashMap;
import java.util.Map;

/**
 * One access that a request makes.
 *
 * @param action {@code dynamodb:PutItem}
 * @param resource ARN; {@code *} where the action has no resource
 * @param region of the signature
 * @param facts values of condition keys: {@code aws:SourceArn}
 */
public record AccessRequest(
    String action, String resource, String region, Map<String, String> facts) {

  /** The supported condition keys. Any other is rejected when a policy is read. */
  static final String REQUESTED_REGION = "aws:RequestedRegion";

  static final String SECURE_TRANSPORT = "aws:SecureTransport";
  static final String SOURCE_ARN = "aws:SourceArn";
  static final String SOURCE_ACCOUNT = "aws:SourceAccount";
  static final String EXTERNAL_ID = "sts:ExternalId";

  /** No request here has it: nothing is encrypted, so no service calls KMS. */
  static final String VIA_SERVICE = "kms:ViaService";

  public AccessRequest {
    facts = Map.copyOf(facts);
  }

  /**
   * With the facts of every request. The local cloud has no TLS; its requests never leave the
   * machine and count as secure.
   */
  public AccessRequest(String action, String resource, String region) {
    this(action, resource, region, Map.of(REQUESTED_REGION, region, SECURE_TRANSPORT, "true"));
  }

  /** The same, made by a service on behalf of a resource. */
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
