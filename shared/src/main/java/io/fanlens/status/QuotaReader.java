package io.fanlens.status;

import io.fanlens.aws.DynamoDbQuotaTable;
import io.fanlens.quota.QuotaGroup;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reads the quota items of all operations: one query for up to 40 targets. */
public final class QuotaReader {

  private final Settings settings;
  private final QuotaTable table;

  public QuotaReader(DynamoDbClient dynamoDb, Settings settings) {
    this.settings = settings;
    this.table = new DynamoDbQuotaTable(dynamoDb, settings.quota().table());
  }

  /** In the order of the settings; nothing when targets are drawn by weight alone. */
  public List<TargetItem> read() throws TableUnavailableException {
    List<TargetItem> items = new ArrayList<>();
    if (settings.quota().choice() == QuotaChoice.DRAW) {
      return items;
    }
    for (OperationSettings operation : settings.operations()) {
      for (QuotaGroup group : QuotaPool.of(operation).groups()) {
        QuotaView view = table.read(group.key());
        for (TargetQuota quota : group.targets()) {
          items.add(new TargetItem(operation.operation(), quota, view.state(quota.target())));
        }
      }
    }
    return items;
  }
}
