package io.fanlens.stage.configuration;

import io.fanlens.settings.AccountSettings;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.QuotaSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Timings;
import java.util.List;

/**
 * What one stage is made of, as {@code cdk.json} says under {@code context.fanlens.stages}.
 *
 * @param stage name of the block, chosen with {@code -c stage=NAME}
 * @param homeRegion where bucket, queue, function and table are
 * @param operations what to ask about each picture, and where
 * @param operationsByPrefix which of them are asked about which keys
 * @param bucket where pictures come from
 * @param accounts other accounts whose quotas are used
 * @param choice how calls are spread over the targets
 * @param table name of the table of results
 * @param maxAttempts real attempts a picture gets for an operation
 * @param memoryMb memory of the function; 1,769 MB buy one full CPU
 * @param heic whether HEIC pictures are decoded, which takes a layer more
 * @param batchSize messages a function takes at once
 * @param maximumConcurrency batches in hand at once
 * @param maxCallsPerDay the spending stop: paid calls a day; 0 for no limit
 * @param alarmEmail whom alarms are told; empty for nobody
 * @param removal what becomes of the data when the stack is deleted
 * @param results how results are kept and told
 * @param stackName of the AWS CloudFormation stack
 * @param names of single resources, where they are given
 * @param oversight what is encrypted, logged and traced
 */
public record StageConfiguration(
    String stage,
    String homeRegion,
    List<OperationSettings> operations,
    OperationsByPrefix operationsByPrefix,
    BucketConfiguration bucket,
    List<AccountSettings> accounts,
    QuotaChoice choice,
    String table,
    int maxAttempts,
    int memoryMb,
    boolean heic,
    int batchSize,
    int maximumConcurrency,
    int maxCallsPerDay,
    String alarmEmail,
    Removal removal,
    ResultsConfiguration results,
    String stackName,
    NamesConfiguration names,
    MonitoringConfiguration oversight) {

  public static final String DEFAULT_STAGE = "default";

  public StageConfiguration {
    operations = List.copyOf(operations);
    accounts = List.copyOf(accounts);
  }

  static String stackName(String stage) {
    return stage.equals(DEFAULT_STAGE) ? "Fanlens" : "Fanlens-" + stage;
  }

  public Timings timings() {
    return Timings.DEFAULTS;
  }

  /** The function's part; what is passed may be tokens that only the deployment resolves. */
  public Settings settings(
      String queueUrl, String deadLetterQueueUrl, String quotaTable, String answerBucket) {
    return new Settings(
        homeRegion,
        table,
        queueUrl,
        deadLetterQueueUrl,
        operations,
        accounts,
        operationsByPrefix,
        new QuotaSettings(choice, quotaTable, maximumConcurrency, maxCallsPerDay),
        maxAttempts,
        Settings.DEFAULT_MAX_PIXELS,
        timings(),
        results.settings(answerBucket));
  }
}
