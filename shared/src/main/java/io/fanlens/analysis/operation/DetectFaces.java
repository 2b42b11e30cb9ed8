package io.fanlens.analysis.operation;

import io.fanlens.settings.Operation;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Attribute;
import software.amazon.awssdk.services.rekognition.model.Image;

/**
 * The up to 100 largest faces of a picture. Parameter {@code attributes}: {@code ["ALL"]} unless
 * configured, {@code ["DEFAULT"]} for boxes, landmarks, pose and quality only, or single names.
 */
final class DetectFaces implements ImageOperation {

  private final List<String> attributes;

  DetectFaces(Parameters parameters) {
    TreeSet<String> allowed = new TreeSet<>();
    Attribute.knownValues().forEach(attribute -> allowed.add(attribute.toString()));
    attributes = parameters.only("attributes").names("attributes", allowed, List.of("ALL"));
  }

  @Override
  public Operation operation() {
    return Operation.DETECT_FACES;
  }

  @Override
  public String answerList() {
    return "FaceDetails";
  }

  @Override
  public SdkPojo call(RekognitionClient region, Image picture) {
    return region.detectFaces(request -> request.image(picture).attributesWithStrings(attributes));
  }
}
