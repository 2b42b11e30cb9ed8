package io.fanlens.stage.configuration;

import io.fanlens.settings.AccountSettings;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.Settings;
import java.util.List;
import java.util.Set;

/**
 * What pictures are analyzed for, where, and how often.
 *
 * @param operations the operations, with their parameters and targets
 * @param operationsByPrefix which of them run for which keys
 * @param accounts other accounts whose quotas are used
 * @param choice how calls are distributed over the targets
 * @param maxAttempts calls of an operation before a picture is given up
 * @param maxCallsPerDay the spending limit: paid calls a day; 0 for none
 */
public record AnalysisConfiguration(
    List<OperationSettings> operations,
    OperationsByPrefix operationsByPrefix,
    List<AccountSettings> accounts,
    QuotaChoice choice,
    int maxAttempts,
    int maxCallsPerDay) {

  public AnalysisConfiguration {
    operations = List.copyOf(operations);
    accounts = List.copyOf(accounts);
  }

  /**
   * Reads what is left of it.
   *
   * @param operations with their targets; none after an error in one
   * @param configured the same operations, also after an error
   */
  static AnalysisConfiguration read(
      ConfigurationBlock stage,
      List<OperationSettings> operations,
      Set<Operation> configured,
      KeyFilters pictures) {
    return new AnalysisConfiguration(
        operations,
        new PrefixesReader(stage, configured, pictures).read(),
        new AccountsReader(stage).read(),
        stage.oneOf("choice", QuotaChoice.RESERVE),
        stage.wholeNumber("maxAttempts", Settings.DEFAULT_MAX_ATTEMPTS, 1, 100),
        stage.wholeNumber("maxCallsPerDay", 0, 0, Integer.MAX_VALUE));
  }
}
