package io.fanlens.analysis.operation;

import io.fanlens.settings.OperationSettings;

/** The operations that can be configured. A new one is one class and one line here. */
public final class ImageOperations {

  private ImageOperations() {}

  /**
   * The operation with its parameters.
   *
   * @param references where CompareFaces gets the picture it compares with
   * @throws IllegalArgumentException naming the parameter that is wrong
   */
  public static ImageOperation of(OperationSettings settings, References references) {
    Parameters parameters = new Parameters(settings.operation(), settings.parameters());
    return switch (settings.operation()) {
      case DETECT_FACES -> new DetectFaces(parameters);
      case DETECT_LABELS -> new DetectLabels(parameters);
      case DETECT_MODERATION_LABELS -> new DetectModerationLabels(parameters);
      case DETECT_TEXT -> new DetectText(parameters);
      case DETECT_PROTECTIVE_EQUIPMENT -> new DetectProtectiveEquipment(parameters);
      case RECOGNIZE_CELEBRITIES -> new RecognizeCelebrities(parameters);
      case COMPARE_FACES -> new CompareFaces(parameters, references);
    };
  }
}
