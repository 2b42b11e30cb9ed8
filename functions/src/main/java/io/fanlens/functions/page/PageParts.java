package io.fanlens.functions.page;

import io.fanlens.aws.AwsClients;
import io.fanlens.aws.S3Answers;
import io.fanlens.functions.metrics.BatchMetrics;
import io.fanlens.functions.page.live.AwsLiveSource;
import io.fanlens.functions.page.live.LiveAnswers;
import io.fanlens.functions.page.picture.DynamoDbPageRows;
import io.fanlens.functions.page.picture.PictureKeys;
import io.fanlens.functions.page.picture.Previews;
import io.fanlens.functions.page.picture.S3Addresses;
import io.fanlens.functions.page.picture.S3PageBucket;
import io.fanlens.functions.page.picture.S3PreviewStore;
import io.fanlens.functions.page.request.TokenChecks;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.redrive.SqsDeadLetterQueue;
import io.fanlens.result.AnswerReader;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.PageSettings;
import io.fanlens.settings.Settings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * The page with the real clients. Creating it makes no calls.
 *
 * @param metrics only of conversions that do not work; flushed after each request
 * @param clients open until this is closed
 */
record PageParts(
    PageRequests requests, PageHeaders headers, BatchMetrics metrics, AwsClients clients)
    implements AutoCloseable {

  static PageParts of(Settings settings, PageSettings page, String stack) {
    InstantSource clock = InstantSource.system();
    AwsClients clients =
        new AwsClients(settings.homeRegion(), settings.timings(), settings.accounts());
    S3Addresses addresses = new S3Addresses(clients.s3Presigner(), clients.s3().utilities());
    S3PageBucket bucket =
        new S3PageBucket(
            clients.s3(),
            addresses,
            clients.credentials(),
            settings.homeRegion(),
            page.bucket(),
            clock);
    Previews previews =
        new Previews(
            bucket,
            new S3PreviewStore(clients.s3(), addresses, page.previewBucket()),
            new PicturePreparer(settings.maxPixels()),
            page.maxBytes());
    DynamoDbPageRows rows =
        new DynamoDbPageRows(
            clients.dynamoDb(),
            settings.table(),
            new AnswerReader(S3Answers.reading(clients.s3())),
            Thread::sleep);
    PageApi api =
        new PageApi(
            new PageUploads(
                bucket,
                // Secure: functions restored from one snapshot would share another's state.
                new PictureKeys(clock, new SecureRandom()),
                page.maxBytes(),
                clock),
            new PagePictures(
                bucket,
                rows,
                previews,
                key ->
                    settings.operationsOf(key).stream().map(OperationSettings::operation).toList()),
            new PageOperators(
                new LiveAnswers(new AwsLiveSource(clients, settings, page), clock),
                new SqsDeadLetterQueue(
                    clients.sqs(), settings.queueUrl(), settings.deadLetterQueueUrl())));
    return new PageParts(
        new PageRequests(
            new TokenChecks(page.issuer(), page.clientId(), clock),
            api,
            PageFiles.ofThisProcess(),
            PageConfig.of(settings, page, stack)),
        headers(addresses, page),
        new BatchMetrics(stack, clock, System.out),
        clients);
  }

  private static PageHeaders headers(S3Addresses addresses, PageSettings page) {
    String pictures = S3Addresses.origin(addresses.bucket(page.bucket()));
    String previews = S3Addresses.origin(addresses.bucket(page.previewBucket()));
    return new PageHeaders(List.of(pictures, previews), pictures, page.signIn().connected());
  }

  @Override
  public void close() {
    clients.close();
  }
}
