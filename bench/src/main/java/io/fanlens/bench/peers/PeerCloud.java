package io.fanlens.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.cloud.LocalCloud;
import io.fanlens.local.cloud.LocalCloudOptions;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.LambdaOptions;
import io.fanlens.local.rekognition.control.Latency;
import io.fanlens.local.rekognition.control.Quota;
import io.fanlens.local.rekognition.control.RekognitionControl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The local cloud with the stage {@code api}, which detects faces and nothing else, and answers of
 * one face from a script: no time goes into looking at pictures.
 */
final class PeerCloud {

  private static final String OPERATION = "DetectFaces";
  private static final List<String> REGIONS =
      List.of("us-east-1", "us-east-2", "us-west-1", "us-west-2");

  /** About 0.35 s on average, as everywhere in this bench. */
  private static final Latency LATENCY = Latency.lognormal(Duration.ofMillis(335), 0.3);

  private static final Duration BURST = Duration.ofMillis(500);

  /** However busy the machine is. */
  private static final Duration START = Duration.ofMinutes(2);

  private static final String ANSWER =
      """
      {"FaceDetails": [{
        "BoundingBox": {"Left": 0.21, "Top": 0.32, "Width": 0.18, "Height": 0.25},
        "AgeRange": {"Low": 21, "High": 29}, "Confidence": 99.98,
        "Smile": {"Value": true, "Confidence": 91.2}, "Gender": {"Value": "Female", "Confidence": 98.4},
        "Emotions": [{"Type": "HAPPY", "Confidence": 93.1}, {"Type": "CALM", "Confidence": 4.6}],
        "Landmarks": [{"Type": "eyeLeft", "X": 0.27, "Y": 0.41}, {"Type": "eyeRight", "X": 0.34, "Y": 0.41}],
        "Pose": {"Roll": -1.2, "Yaw": 3.4, "Pitch": 5.6},
        "Quality": {"Brightness": 71.5, "Sharpness": 86.9}}]}
      """;

  private PeerCloud() {}

  static LocalCloud start(Path home, PeerSetup setup, LambdaListener listener) throws IOException {
    List<Map<String, Object>> targets =
        REGIONS.stream()
            .map(
                region ->
                    Map.<String, Object>of(
                        "region",
                        region,
                        "permitsPerSecond",
                        setup.quota(),
                        "weight",
                        setup.quota()))
            .toList();
    LocalCloud cloud =
        LocalCloud.start(
            LocalCloudOptions.builder(
                    home.resolve("infra/snapshot/api.template.json"),
                    home.resolve("functions/target/fanlens-functions.zip"),
                    home.resolve(".fanlens/logs"))
                .settingsOverrides(Map.of("targets", targets, "quota.processes", setup.processes()))
                .lambda(
                    LambdaOptions.builder()
                        .maxChildren(setup.processes())
                        .startTimeout(START)
                        .build())
                .build(),
            listener);
    JsonNode answer = new ObjectMapper().readTree(ANSWER);
    RekognitionControl rekognition = cloud.rekognition();
    for (String region : REGIONS) {
      rekognition.quota(OPERATION, region, new Quota(setup.quota(), BURST));
    }
    rekognition.latency(OPERATION, RekognitionControl.ANY, LATENCY);
    rekognition.script(OPERATION, RekognitionControl.ANY, request -> Optional.of(answer));
    return cloud;
  }
}
