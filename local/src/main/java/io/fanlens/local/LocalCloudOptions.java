package io.fanlens.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What to start.
 *
 * @param port of the endpoint on 127.0.0.1; 0 takes a free one
 * @param template the synthesized CloudFormation template
 * @param functionZip the deployable zip
 * @param dynamodb an endpoint to use in place of the embedded DynamoDB
 * @param settingsOverrides values that replace those of the function's FANLENS_SETTINGS, by dotted
 *     path: {@code timings.handBackSeconds} to {@code 0}
 * @param logs where the logs of the function's processes go
 */
public record LocalCloudOptions(
    int port,
    Path template,
    Path functionZip,
    Optional<URI> dynamodb,
    Map<String, Object> settingsOverrides,
    Path logs) {}
