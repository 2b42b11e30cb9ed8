package io.fanlens.functions;

import io.fanlens.analysis.Analyzer;
import io.fanlens.aws.AwsClients;
import io.fanlens.aws.DynamoDbRows;
import io.fanlens.aws.RekognitionRegions;
import io.fanlens.aws.S3Pictures;
import io.fanlens.aws.SqsMessageQueue;
import io.fanlens.pipeline.MessageProcessor;
import io.fanlens.quota.DeniedTargets;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Puts the parts of the pipeline together with the real clients. */
final class Wiring {

  private Wiring() {}

  static MessageProcessor processor(Settings settings) {
    InstantSource clock = InstantSource.system();
    // SecureRandom, since every function restored from one snapshot would share another one's
    // state.
    RandomGenerator random = new SecureRandom();
    AwsClients clients = new AwsClients(settings.homeRegion(), settings.timings());
    for (OperationSettings operation : settings.operations()) {
      operation.targets().forEach(target -> clients.rekognition(target.region()));
    }
    Analyzer analyzer =
        new Analyzer(
            new RekognitionRegions(clients::rekognition),
            new WeightedChoice(random),
            new DeniedTargets(clock),
            clock,
            random);
    return new MessageProcessor(
        settings,
        new S3Pictures(clients.s3()),
        new DynamoDbRows(clients.dynamoDb(), settings.table(), clock),
        analyzer,
        new SqsMessageQueue(clients.sqs(), settings.queueUrl(), settings.deadLetterQueueUrl()),
        clock,
        random);
  }
}
