package io.fanlens.local.rekognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.rekognition.control.Quota;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.operation.ObjectSource;
import io.fanlens.local.vision.photo.TestPhotos;
import io.fanlens.local.vision.text.DrawnText;
import io.fanlens.local.vision.text.DrawnText.Typeface;
import io.fanlens.settings.Operation;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.CompareFacesResponse;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.ImageTooLargeException;
import software.amazon.awssdk.services.rekognition.model.InvalidImageFormatException;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;
import software.amazon.awssdk.services.rekognition.model.ProtectiveEquipmentBodyPart;
import software.amazon.awssdk.services.rekognition.model.ProtectiveEquipmentPerson;
import software.amazon.awssdk.services.rekognition.model.RecognizeCelebritiesResponse;
import software.amazon.awssdk.services.rekognition.model.RegionOfInterest;
import software.amazon.awssdk.services.rekognition.model.RekognitionResponse;
import software.amazon.awssdk.services.rekognition.model.ResourceNotFoundException;
import software.amazon.awssdk.services.rekognition.model.TextDetection;
import software.amazon.awssdk.services.rekognition.model.TextTypes;

/** The five operations besides DetectFaces and DetectLabels, through the AWS SDK. */
class OtherOperationsTest {

  private static final Image ASTRONAUT = image(TestPhotos.astronaut());
  private static final Image FOUR = image(TestPhotos.four());
  private static final Image PLATE =
      image(
          new DrawnText(400, 160, Color.WHITE).text("AB12 CDE", Typeface.BOLD, 50, 60, 100).png());
  private static final Image NOBODY = image(TestPhotos.noFace(200, 200));

  private static Server server;
  private static RekognitionEndpoint endpoint;
  private static RekognitionClient client;

  @BeforeAll
  static void start() throws Exception {
    endpoint = new RekognitionEndpoint(ObjectSource.none());
    server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(endpoint);
    server.start();
    client =
        RekognitionClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + connector.getLocalPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(Duration.ofMinutes(5)))
            .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
    // Protective equipment has a quota of 5 calls a second, which is not tested here.
    endpoint
        .control()
        .quota(RekognitionControl.ANY, "us-east-1", new Quota(1000, Duration.ofSeconds(1)));
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    server.stop();
  }

  /** Each operation with a picture: its name, limits and call. */
  static Stream<Arguments> calls() {
    return Stream.of(
        call(
            Operation.DETECT_MODERATION_LABELS,
            i -> client.detectModerationLabels(r -> r.image(i))),
        call(Operation.DETECT_TEXT, i -> client.detectText(r -> r.image(i))),
        call(
            Operation.DETECT_PROTECTIVE_EQUIPMENT,
            i -> client.detectProtectiveEquipment(r -> r.image(i))),
        call(Operation.RECOGNIZE_CELEBRITIES, i -> client.recognizeCelebrities(r -> r.image(i))),
        call(
            Operation.COMPARE_FACES,
            i -> client.compareFaces(r -> r.sourceImage(ASTRONAUT).targetImage(i))),
        call(
            Operation.COMPARE_FACES,
            i -> client.compareFaces(r -> r.sourceImage(i).targetImage(ASTRONAUT))));
  }

  private static Arguments call(Operation operation, Function<Image, RekognitionResponse> call) {
    return Arguments.of(operation, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void shouldRejectWhatRekognitionRejects(
      Operation operation, Function<Image, RekognitionResponse> call) {
    int least = operation.limits().minSide();
    assertThrows(
        ImageTooLargeException.class,
        () -> call.apply(image(new byte[operation.limits().maxBytes() + 1])));
    assertThrows(InvalidParameterException.class, () -> call.apply(image(blank(least, least - 1))));
    assertThrows(InvalidParameterException.class, () -> call.apply(Image.builder().build()));
    assertThrows(
        InvalidImageFormatException.class,
        () -> call.apply(image("hello".getBytes(StandardCharsets.UTF_8))));
    byte[] cut = Arrays.copyOf(blank(200, 200), 60);
    assertThrows(InvalidImageFormatException.class, () -> call.apply(image(cut)));
    int max = operation.limits().maxSide();
    if (max < 65_535) {
      assertThrows(ImageTooLargeException.class, () -> call.apply(image(blank(max + 1, least))));
    }
    assertFalse(call.apply(ASTRONAUT).responseMetadata().requestId().isBlank());
  }

  @Test
  void shouldAnswerAllSevenOperations() {
    assertEquals(
        Arrays.stream(Operation.values())
            .map(Operation::apiName)
            .collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(endpoint.operations()));
    assertEquals(3, endpoint.shortcomings(endpoint.operations()).size());
  }

  @Test
  void shouldReturnNoModerationLabelsForAnyPicture() {
    assertTrue(client.detectModerationLabels(r -> r.image(FOUR)).hasModerationLabels());
    assertEquals(List.of(), client.detectModerationLabels(r -> r.image(FOUR)).moderationLabels());
    assertThrows(
        ResourceNotFoundException.class,
        () -> client.detectModerationLabels(r -> r.image(FOUR).projectVersion("arn:aws:x:y")));
    assertThrows(
        InvalidParameterException.class,
        () -> client.detectModerationLabels(r -> r.image(FOUR).minConfidence(101f)));
  }

  @Test
  void shouldReturnLinesAndWords() {
    RegionOfInterest right =
        RegionOfInterest.builder().boundingBox(b -> b.left(0.5f).width(0.5f).height(1f)).build();
    List<TextDetection> found = client.detectText(r -> r.image(PLATE)).textDetections();

    assertEquals(
        List.of("AB12 CDE", "AB12", "CDE"),
        found.stream().map(TextDetection::detectedText).toList());
    assertEquals(
        List.of(TextTypes.LINE, TextTypes.WORD, TextTypes.WORD),
        found.stream().map(TextDetection::type).toList());
    assertEquals(List.of(0, 1, 2), found.stream().map(TextDetection::id).toList());
    assertEquals(Arrays.asList(null, 0, 0), found.stream().map(TextDetection::parentId).toList());
    assertTrue(found.stream().allMatch(text -> text.confidence() > 90), found::toString);
    assertEquals(4, found.getFirst().geometry().polygon().size());
    assertEquals(0.2, found.getLast().geometry().boundingBox().height(), 0.1, found::toString);
    assertEquals(
        List.of("CDE", "CDE"),
        client
            .detectText(r -> r.image(PLATE).filters(f -> f.regionsOfInterest(right)))
            .textDetections()
            .stream()
            .map(TextDetection::detectedText)
            .toList());
    assertTrue(client.detectText(r -> r.image(NOBODY)).hasTextDetections());
    assertEquals(List.of(), client.detectText(r -> r.image(NOBODY)).textDetections());
  }

  @Test
  void shouldRejectFiltersOfTextThatRekognitionRejects() {
    assertThrows(
        InvalidParameterException.class,
        () ->
            client.detectText(
                r -> r.image(FOUR).filters(f -> f.wordFilter(w -> w.minBoundingBoxWidth(2f)))));
    RegionOfInterest[] eleven = new RegionOfInterest[11];
    Arrays.fill(eleven, RegionOfInterest.builder().boundingBox(b -> b.width(0.5f)).build());
    assertThrows(
        InvalidParameterException.class,
        () -> client.detectText(r -> r.image(FOUR).filters(f -> f.regionsOfInterest(eleven))));
  }

  @Test
  void shouldReturnAllFacesAsUnrecognized() {
    RecognizeCelebritiesResponse answer = client.recognizeCelebrities(r -> r.image(FOUR));
    assertTrue(answer.hasCelebrityFaces());
    assertEquals(List.of(), answer.celebrityFaces());
    assertEquals(4, answer.unrecognizedFaces().size());
    assertEquals(5, answer.unrecognizedFaces().getFirst().landmarks().size());
    assertTrue(answer.unrecognizedFaces().getFirst().quality().sharpness() > 0);
  }

  @Test
  void shouldReturnPersonsWithoutEquipment() {
    var answer =
        client.detectProtectiveEquipment(
            r ->
                r.image(FOUR)
                    .summarizationAttributes(
                        s -> s.minConfidence(80f).requiredEquipmentTypesWithStrings("HEAD_COVER")));
    assertEquals(
        List.of(0, 1, 2, 3), answer.persons().stream().map(ProtectiveEquipmentPerson::id).toList());
    List<ProtectiveEquipmentBodyPart> parts = answer.persons().getFirst().bodyParts();
    assertEquals(
        List.of("FACE", "HEAD"),
        parts.stream().map(ProtectiveEquipmentBodyPart::nameAsString).toList());
    assertEquals(List.of(), parts.getFirst().equipmentDetections());
    assertEquals(List.of(0, 1, 2, 3), answer.summary().personsIndeterminate());
    assertEquals(List.of(), answer.summary().personsWithRequiredEquipment());
    assertEquals(List.of(), answer.summary().personsWithoutRequiredEquipment());
    assertEquals(null, client.detectProtectiveEquipment(r -> r.image(FOUR)).summary());
    assertEquals(List.of(), client.detectProtectiveEquipment(r -> r.image(NOBODY)).persons());
    assertThrows(
        InvalidParameterException.class,
        () ->
            client.detectProtectiveEquipment(
                r -> r.image(FOUR).summarizationAttributes(s -> s.minConfidence(80f))));
    assertThrows(
        InvalidParameterException.class,
        () ->
            client.detectProtectiveEquipment(
                r ->
                    r.image(FOUR)
                        .summarizationAttributes(
                            s ->
                                s.minConfidence(80f)
                                    .requiredEquipmentTypesWithStrings("SHOE_COVER"))));
  }

  @Test
  void shouldMatchTheSamePersonInAnotherPicture() {
    BufferedImage dark =
        new RescaleOp(0.6f, 10, null).filter(TestPhotos.decoded(TestPhotos.astronaut()), null);
    Image other = image(TestPhotos.encoded(dark, "png"));

    CompareFacesResponse answer =
        client.compareFaces(r -> r.sourceImage(ASTRONAUT).targetImage(other));

    assertEquals(1, answer.faceMatches().size());
    assertTrue(answer.faceMatches().getFirst().similarity() > 95, answer::toString);
    assertEquals(0.35, answer.faceMatches().getFirst().face().boundingBox().left(), 0.02);
    assertEquals(0.35, answer.sourceImageFace().boundingBox().left(), 0.02);
    assertEquals(List.of(), answer.unmatchedFaces());
    assertEquals(
        4,
        client.compareFaces(r -> r.sourceImage(ASTRONAUT).targetImage(FOUR)).faceMatches().size());
  }

  @Test
  void shouldApplyTheSimilarityThreshold() {
    BufferedImage dark =
        new RescaleOp(0.6f, 10, null).filter(TestPhotos.decoded(TestPhotos.astronaut()), null);
    Image other = image(TestPhotos.encoded(dark, "png"));

    CompareFacesResponse answer =
        client.compareFaces(
            r -> r.sourceImage(ASTRONAUT).targetImage(other).similarityThreshold(100f));

    assertEquals(List.of(), answer.faceMatches());
    assertEquals(1, answer.unmatchedFaces().size());
    assertEquals(5, answer.unmatchedFaces().getFirst().landmarks().size());
    assertThrows(
        InvalidParameterException.class,
        () ->
            client.compareFaces(
                r -> r.sourceImage(ASTRONAUT).targetImage(FOUR).qualityFilter("BEST")));
  }

  @Test
  void shouldRejectAPictureWithoutFaces() {
    for (List<Image> pair : List.of(List.of(ASTRONAUT, NOBODY), List.of(NOBODY, ASTRONAUT))) {
      InvalidParameterException refused =
          assertThrows(
              InvalidParameterException.class,
              () -> client.compareFaces(r -> r.sourceImage(pair.get(0)).targetImage(pair.get(1))));
      assertEquals("Request has invalid parameters", refused.awsErrorDetails().errorMessage());
    }
  }

  private static byte[] blank(int width, int height) {
    return TestPhotos.encoded(
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), "png");
  }

  private static Image image(byte[] bytes) {
    return Image.builder().bytes(SdkBytes.fromByteArray(bytes)).build();
  }
}
