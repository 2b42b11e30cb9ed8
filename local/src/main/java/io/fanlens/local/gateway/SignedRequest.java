package io.fanlens.local.gateway;

/**
 * A request as far as rights go.
 *
 * @param accessKey who signed it
 * @param service that it is for, as in the credential scope: {@code s3}
 * @param region as in the credential scope
 * @param path as it came, still encoded; of S3 with the bucket first
 * @param query as it came; empty when there is none
 * @param target the header X-Amz-Target; empty when there is none
 * @param body of the services that name their resource there (DynamoDB, SQS, STS), else empty
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
