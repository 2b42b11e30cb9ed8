package io.fanlens.e2e.chaos;

import java.time.Duration;

/**
 * A fault and how long it lasts.
 *
 * @param at since the start
 * @param lasts zero for what happens in a moment
 * @param number chooses a Region, a child or a share
 */
record ChaosFault(Duration at, Kind kind, Duration lasts, int number) {

  /** With how often it comes, compared with the others. */
  enum Kind {
    KILL_ANY(4, "a process killed"),
    KILL_IN_FLIGHT(6, "a process killed with a call in flight"),
    KILL_BEFORE_WRITE(4, "a process killed between answer and write"),
    KILL_AFTER_WRITE(2, "a process killed between write and its answer"),
    FREEZE(2, "a process frozen until its time-out"),
    DYNAMODB_THROTTLES(4, "DynamoDB throttles"),
    DYNAMODB_ERRORS(4, "DynamoDB answers 500"),
    DYNAMODB_LOSES_ANSWERS(5, "DynamoDB's answers lost after it did what was asked"),
    DYNAMODB_CUT(3, "connections to DynamoDB cut"),
    S3_ERRORS(3, "S3 answers 500"),
    S3_SLOW(2, "S3's bodies stop half-way"),
    S3_HEADS(2, "S3's HEADs fail or take 3 s"),
    S3_CUT(2, "connections to S3 cut"),
    REKOGNITION_THROTTLES(3, "Rekognition throttles"),
    REKOGNITION_ERRORS(3, "Rekognition answers 500"),
    REKOGNITION_HANGS(3, "Rekognition hangs past the call's time-out"),
    REKOGNITION_LOSES_ANSWERS(4, "Rekognition's answers lost"),
    REKOGNITION_CUT(2, "connections to Rekognition cut"),
    REKOGNITION_PAGES(3, "Rekognition's errors without a code, as pages, empty or cut off"),
    REGION_DOWN(3, "a Region down"),
    REGION_HANGS(2, "a Region hangs"),
    REGION_PAGES(2, "a Region answers with a load balancer's pages"),
    QUEUE_UNAVAILABLE(3, "the queue unavailable");

    final int weight;
    final String sentence;

    Kind(int weight, String sentence) {
      this.weight = weight;
      this.sentence = sentence;
    }

    boolean isMoment() {
      return switch (this) {
        case KILL_ANY,
            KILL_IN_FLIGHT,
            KILL_BEFORE_WRITE,
            KILL_AFTER_WRITE,
            FREEZE,
            REKOGNITION_HANGS,
            REKOGNITION_LOSES_ANSWERS ->
            true;
        default -> false;
      };
    }
  }
}
