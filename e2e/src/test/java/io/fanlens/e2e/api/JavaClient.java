package io.fanlens.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.PipelinePictures;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Attribute;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.RekognitionException;
import software.amazon.awssdk.services.rekognition.model.TextTypes;

/**
 * The AWS SDK for Java, given an endpoint and a key.
 *
 * @param sent all tries
 */
record JavaClient(RekognitionClient sdk, AtomicInteger sent) implements AutoCloseable {

  static final Image IMAGE = image(PipelinePictures.face());

  static JavaClient of(URI endpoint, ApiKey key) {
    AtomicInteger sent = new AtomicInteger();
    ExecutionInterceptor counter =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            sent.incrementAndGet();
          }
        };
    return new JavaClient(
        RekognitionClient.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key.id(), key.secret())))
            .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(counter))
            .build(),
        sent);
  }

  static Image image(byte[] bytes) {
    return Image.builder().bytes(SdkBytes.fromByteArray(bytes)).build();
  }

  /** The error's name as the SDK read it. */
  static String code(Executable call) {
    return assertThrows(RekognitionException.class, call).awsErrorDetails().errorCode();
  }

  int tries() {
    return sent.get();
  }

  void detectFace() {
    assertEquals(1, sdk.detectFaces(request -> request.image(IMAGE)).faceDetails().size());
  }

  void callAllSeven() {
    var face = sdk.detectFaces(request -> request.image(IMAGE).attributes(Attribute.ALL));
    assertEquals(1, face.faceDetails().size());
    assertTrue(face.faceDetails().getFirst().confidence() > 90, face::toString);
    assertTrue(
        sdk.detectLabels(request -> request.image(IMAGE).maxLabels(50)).labels().stream()
            .anyMatch(label -> label.name().equals("Person")));
    assertEquals(
        0, sdk.detectModerationLabels(request -> request.image(IMAGE)).moderationLabels().size());
    assertEquals(
        1,
        sdk.compareFaces(request -> request.sourceImage(IMAGE).targetImage(IMAGE))
            .faceMatches()
            .size());
    assertEquals(
        1, sdk.recognizeCelebrities(request -> request.image(IMAGE)).unrecognizedFaces().size());
    assertEquals(
        1, sdk.detectProtectiveEquipment(request -> request.image(IMAGE)).persons().size());
    var text = sdk.detectText(request -> request.image(image(PipelinePictures.numberPlate())));
    assertEquals(TextTypes.LINE, text.textDetections().getFirst().type());
    assertEquals("AB12 CDE", text.textDetections().getFirst().detectedText());
  }

  @Override
  public void close() {
    sdk.close();
  }
}
