package io.fanlens.functions;

import io.fanlens.settings.Operation;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.rekognition.model.CompareFacesResponse;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsResponse;
import software.amazon.awssdk.services.rekognition.model.DetectModerationLabelsResponse;
import software.amazon.awssdk.services.rekognition.model.DetectProtectiveEquipmentResponse;
import software.amazon.awssdk.services.rekognition.model.DetectTextResponse;
import software.amazon.awssdk.services.rekognition.model.RecognizeCelebritiesResponse;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * An answer of each operation with every field set. It is never stored: building it and converting
 * it to a row loads every class that a real answer needs.
 */
final class SampleAnswers {

  private SampleAnswers() {}

  static SdkPojo of(Operation operation) {
    return filled(
        switch (operation) {
          case DETECT_FACES -> DetectFacesResponse.builder();
          case DETECT_LABELS -> DetectLabelsResponse.builder();
          case DETECT_MODERATION_LABELS -> DetectModerationLabelsResponse.builder();
          case DETECT_TEXT -> DetectTextResponse.builder();
          case DETECT_PROTECTIVE_EQUIPMENT -> DetectProtectiveEquipmentResponse.builder();
          case RECOGNIZE_CELEBRITIES -> RecognizeCelebritiesResponse.builder();
          case COMPARE_FACES -> CompareFacesResponse.builder();
        });
  }

  private static SdkPojo filled(SdkPojo builder) {
    builder.sdkFields().forEach(field -> field.set(builder, value(field)));
    return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
  }

  /** Null for types that no current answer has. */
  private static Object value(SdkField<?> field) {
    return switch (field.marshallingType().toString()) {
      case "String" -> "-";
      case "Float" -> 1.5f;
      case "Double" -> 1.5;
      case "Integer" -> 1;
      case "Long" -> 1L;
      case "Boolean" -> true;
      case "SdkPojo" -> filled(field.constructor().get());
      case "List" -> List.of(value(field.getTrait(ListTrait.class).memberFieldInfo()));
      default -> null;
    };
  }
}
