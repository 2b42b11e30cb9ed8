package io.fanlens.analysis;

import io.fanlens.picture.SentPicture;
import java.time.Duration;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Rekognition's answer.
 *
 * @param body the answer as the SDK models it
 * @param region the Region that answered
 * @param latency of the call that was answered
 * @param calls how many calls it took, throttled and failed ones included
 * @param sent the picture as it was sent
 */
public record Answer(SdkPojo body, String region, Duration latency, int calls, SentPicture sent) {}
