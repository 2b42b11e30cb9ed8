package io.fanlens.functions.api.request;

import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.settings.Operation;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.CompareFacesRequest;
import software.amazon.awssdk.services.rekognition.model.DetectFacesRequest;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsRequest;
import software.amazon.awssdk.services.rekognition.model.DetectModerationLabelsRequest;
import software.amazon.awssdk.services.rekognition.model.DetectProtectiveEquipmentRequest;
import software.amazon.awssdk.services.rekognition.model.DetectTextRequest;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.RecognizeCelebritiesRequest;

/**
 * An operation with the parameters of one request, as its client sent them.
 *
 * @param request without its picture; the source picture of CompareFaces is in it
 */
public record ApiOperation(Operation operation, SdkPojo request) implements ImageOperation {

  /** An empty request, to be filled. */
  public static SdkPojo builder(Operation operation) {
    return switch (operation) {
      case DETECT_FACES -> DetectFacesRequest.builder();
      case DETECT_LABELS -> DetectLabelsRequest.builder();
      case DETECT_MODERATION_LABELS -> DetectModerationLabelsRequest.builder();
      case DETECT_TEXT -> DetectTextRequest.builder();
      case DETECT_PROTECTIVE_EQUIPMENT -> DetectProtectiveEquipmentRequest.builder();
      case RECOGNIZE_CELEBRITIES -> RecognizeCelebritiesRequest.builder();
      case COMPARE_FACES -> CompareFacesRequest.builder();
    };
  }

  @Override
  public String answerList() {
    return ""; // nothing is counted: an answer is handed on as it is
  }

  /** Labels and properties of a picture are billed as two. */
  @Override
  public int billedCalls() {
    return request instanceof DetectLabelsRequest labels
        ? Math.max(1, labels.featuresAsStrings().stream().distinct().toList().size())
        : 1;
  }

  /** The same with the picture that others are compared with. */
  public ApiOperation withSource(byte[] source) {
    return new ApiOperation(
        operation,
        ((CompareFacesRequest) request)
            .toBuilder()
                .sourceImage(image -> image.bytes(SdkBytes.fromByteArrayUnsafe(source)))
                .build());
  }

  @Override
  public SdkPojo call(RekognitionClient region, Image picture) {
    return switch (request) {
      case DetectFacesRequest faces -> region.detectFaces(faces.toBuilder().image(picture).build());
      case DetectLabelsRequest labels ->
          region.detectLabels(labels.toBuilder().image(picture).build());
      case DetectModerationLabelsRequest labels ->
          region.detectModerationLabels(labels.toBuilder().image(picture).build());
      case DetectTextRequest text -> region.detectText(text.toBuilder().image(picture).build());
      case DetectProtectiveEquipmentRequest equipment ->
          region.detectProtectiveEquipment(equipment.toBuilder().image(picture).build());
      case RecognizeCelebritiesRequest celebrities ->
          region.recognizeCelebrities(celebrities.toBuilder().image(picture).build());
      case CompareFacesRequest faces ->
          region.compareFaces(faces.toBuilder().targetImage(picture).build());
      default -> throw new IllegalStateException("no request of " + operation.apiName());
    };
  }
}
