package io.fanlens.stage.capacity;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import java.util.List;

/**
 * The size of a picture's row in KB. A face with all attributes takes 2.1 KB, without them 0.35 KB,
 * a label 0.18 KB (RowSizeTest measures them); everything besides the answer 0.8 KB. The numbers of
 * labels, words and persons are guesses.
 */
public final class RowSize {

  static final double FRAME_KB = 0.8;
  static final double FACE_KB = 2.1;
  static final double FACE_WITHOUT_ATTRIBUTES_KB = 0.35;
  static final double LABEL_KB = 0.18;

  private static final int LABELS = 25;

  private RowSize() {}

  public static double kilobytes(OperationSettings operation, int faces) {
    return FRAME_KB + answer(operation, faces);
  }

  private static double answer(OperationSettings settings, int faces) {
    Operation operation = settings.operation();
    return switch (operation) {
      case DETECT_FACES -> faces * (hasAttributes(settings) ? FACE_KB : FACE_WITHOUT_ATTRIBUTES_KB);
      case DETECT_LABELS -> LABELS * LABEL_KB;
      case DETECT_MODERATION_LABELS -> 1;
      case DETECT_TEXT -> 4;
      case DETECT_PROTECTIVE_EQUIPMENT -> Math.max(1, faces) * 1.5;
      case RECOGNIZE_CELEBRITIES, COMPARE_FACES -> faces * FACE_WITHOUT_ATTRIBUTES_KB;
    };
  }

  private static boolean hasAttributes(OperationSettings operation) {
    return !List.of("DEFAULT").equals(operation.parameters().get("attributes"));
  }
}
