package io.fanlens.functions.api.request;

import java.time.Duration;
import java.util.Optional;

/**
 * What a door made of a request.
 *
 * @param picture that is looked at
 * @param source that it is compared with, for CompareFaces
 * @param longestWait for a start time
 */
public record ApiCall(
    ApiOperation operation,
    RequestPicture picture,
    Optional<RequestPicture> source,
    Duration longestWait) {}
