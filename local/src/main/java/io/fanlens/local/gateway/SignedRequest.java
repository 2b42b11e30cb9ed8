package io.fanlens.local.gateway;

/**
 * The parts of a request that permissions depend on.
 *
 * @param accessKey of the signer
 * @param service as in the credential scope: {@code s3}
 * @param region as in the credential scope
 * @param path as sent, still encoded; for S3 with the bucket first
 * @param query as sent; empty when there is none
 * @param target the header X-Amz-Target; empty when there is none
 * @param body for services that name their resource there (DynamoDB, SQS, STS, Secrets Manager),
 *     otherwise empty
 */
public record SignedRequest(
    String accessKey,
    String service,
    String region,
    String method,
    String path,
    String query,
    String target,
    String body) {}
