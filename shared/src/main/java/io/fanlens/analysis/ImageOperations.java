package io.fanlens.analysis;

import io.fanlens.settings.OperationSettings;

/** The operations that can be configured. One more is one class and one line here. */
public final class ImageOperations {

  private ImageOperations() {}

  /**
   * The operation with its parameters.
   *
   * @throws IllegalArgumentException naming the parameter that is wrong
   */
  public static ImageOperation of(OperationSettings settings) {
    Parameters parameters = new Parameters(settings.operation(), settings.parameters());
    return switch (settings.operation()) {
      case DETECT_FACES -> new DetectFaces(parameters);
      case DETECT_LABELS -> new DetectLabels(parameters);
      case DETECT_MODERATION_LABELS,
          DETECT_TEXT,
          DETECT_PROTECTIVE_EQUIPMENT,
          RECOGNIZE_CELEBRITIES,
          COMPARE_FACES ->
          throw new IllegalArgumentException(
              "operation '%s' cannot be configured in this version; choose DetectFaces or DetectLabels"
                  .formatted(settings.operation().apiName()));
    };
  }
}
