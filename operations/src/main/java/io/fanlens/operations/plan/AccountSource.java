package io.fanlens.operations.plan;

import java.util.Map;

/** Source of an account's quotas and limits. */
public interface AccountSource {

  /**
   * The applied quotas of Amazon Rekognition in a Region, by quota code; AWS's default where none
   * was applied.
   */
  Map<String, Double> rekognitionQuotas(String region);

  /** Unreserved concurrent executions of the account. */
  int lambdaConcurrency(String region);
}
