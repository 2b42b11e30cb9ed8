package io.fanlens.operations.plan;

import java.util.Map;

/** Where the facts of an account come from. */
public interface AccountSource {

  /**
   * The applied quotas of Amazon Rekognition in a Region by quota code; where none was applied,
   * AWS's default.
   */
  Map<String, Double> rekognitionQuotas(String region);

  /** Executions at once that are left to functions without a reservation of their own. */
  int lambdaConcurrency(String region);
}
