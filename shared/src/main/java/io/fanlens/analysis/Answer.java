package io.fanlens.analysis;

import io.fanlens.picture.SentPicture;
import java.time.Duration;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What Rekognition said.
 *
 * @param body the answer as the SDK models it
 * @param region where it was given
 * @param latency of the call that was answered
 * @param calls how many calls it took, throttled and failed ones included
 * @param sent what it was an answer to
 */
public record Answer(SdkPojo body, String region, Duration latency, int calls, SentPicture sent) {}
