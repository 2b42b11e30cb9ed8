package io.fanlens.stage.capacity;

import io.fanlens.settings.Operation;

/**
 * AWS Service Quotas' codes of the operations' calls a second; they are the same in all Regions.
 */
public final class QuotaCodes {

  public static final String SERVICE = "rekognition";

  private QuotaCodes() {}

  public static String of(Operation operation) {
    return switch (operation) {
      case DETECT_FACES -> "L-A5121FD7";
      case DETECT_LABELS -> "L-E29B542B";
      case DETECT_MODERATION_LABELS -> "L-7F4D1AC4";
      case DETECT_TEXT -> "L-87CF5BA6";
      case DETECT_PROTECTIVE_EQUIPMENT -> "L-6F294C5B";
      case RECOGNIZE_CELEBRITIES -> "L-5FF750C4";
      case COMPARE_FACES -> "L-73A341CE";
    };
  }
}
