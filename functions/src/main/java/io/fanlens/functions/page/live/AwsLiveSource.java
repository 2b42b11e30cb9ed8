package io.fanlens.functions.page.live;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.ApiClient;
import io.fanlens.access.ClientTable;
import io.fanlens.aws.AwsClients;
import io.fanlens.aws.DynamoDbClientTable;
import io.fanlens.aws.DynamoDbSpendingTable;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.settings.PageSettings;
import io.fanlens.settings.Settings;
import io.fanlens.status.FailedRows;
import io.fanlens.status.FailureCount;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.QueueReader;
import io.fanlens.status.QuotaReader;
import io.fanlens.status.TargetItem;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads the queues and tables of this function's own deployment. */
public final class AwsLiveSource implements LiveSource {

  /** A bad day may have millions of failed rows, and a view needs no more than "many". */
  private static final long MOST_FAILED = 10_000;

  private final QueueReader queues;
  private final QuotaReader quotas;
  private final FailedRows failed;
  private final DynamoDbSpendingTable spending;
  private final long maxCallsPerDay;
  private final Optional<ClientTable> clients;

  public AwsLiveSource(AwsClients aws, Settings settings, PageSettings page) {
    queues = new QueueReader(aws.sqs(), settings.queueUrl(), settings.deadLetterQueueUrl());
    quotas = new QuotaReader(aws.dynamoDb(), settings);
    failed = new FailedRows(aws.dynamoDb(), settings.table(), MOST_FAILED);
    spending = new DynamoDbSpendingTable(aws.dynamoDb(), settings.quota().table());
    maxCallsPerDay = settings.quota().maxCallsPerDay();
    clients = page.clients().map(table -> new DynamoDbClientTable(aws.dynamoDb(), table));
  }

  @Override
  public QueueDepth queue() {
    return queues.read();
  }

  @Override
  public List<TargetItem> targets() throws TableUnavailableException {
    return quotas.read();
  }

  @Override
  public FailureCount failed(LocalDate day) {
    return failed.count(day, 1);
  }

  @Override
  public Optional<Spending> spending(LocalDate day) throws TableUnavailableException {
    return maxCallsPerDay == 0
        ? Optional.empty()
        : Optional.of(new Spending(spending.spent(day), maxCallsPerDay));
  }

  @Override
  public Optional<List<ApiClient>> clients() throws AccessUnavailableException {
    return clients.isEmpty() ? Optional.empty() : Optional.of(clients.get().list());
  }
}
