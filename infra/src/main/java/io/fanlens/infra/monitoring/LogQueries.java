package io.fanlens.infra.monitoring;

import io.fanlens.stage.configuration.StageConfiguration;
import java.util.List;
import software.amazon.awscdk.services.logs.CfnQueryDefinition;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Saved queries of CloudWatch Logs Insights over the function's log. */
public final class LogQueries extends Construct {

  public LogQueries(Construct scope, String id, StageConfiguration configuration, LogGroup log) {
    super(scope, id);
    query(
        "Failed",
        "failed pictures by code",
        """
        filter outcome in ["Rejected", "Failed"]
        | stats count(*) as pictures, max(@timestamp) as latest by operation, code, outcome
        | sort pictures desc\
        """,
        configuration,
        log);
    query(
        "Slowest",
        "slowest pictures",
        """
        filter ispresent(outcome)
        | fields @timestamp, operation, picture, outcome, millis, requestId
        | sort millis desc
        | limit 50\
        """,
        configuration,
        log);
    query(
        "Throttles",
        "throttled calls by Region",
        """
        filter ispresent(Throttled)
        | stats sum(Throttled) as throttled, sum(Calls) as calls, 100 * sum(Throttled) / sum(Calls) as percent, avg(Rate) as ratePerSecond by Operation, Region
        | sort throttled desc\
        """,
        configuration,
        log);
  }

  private void query(
      String id, String name, String text, StageConfiguration configuration, LogGroup log) {
    CfnQueryDefinition.Builder.create(this, id)
        .name(configuration.stackName() + "/" + name)
        .queryString(text)
        .logGroupNames(List.of(log.getLogGroupName()))
        .build();
  }
}
