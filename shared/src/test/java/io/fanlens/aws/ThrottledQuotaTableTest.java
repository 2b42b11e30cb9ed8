package io.fanlens.aws;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.settings.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

final class ThrottledQuotaTableTest {

  private static boolean isThrottled(SdkException answer) {
    DynamoDbQuotaTable table = new DynamoDbQuotaTable(new Failing(answer), "quota");
    boolean reading =
        assertThrows(TableUnavailableException.class, () -> table.read("g")).isThrottled();
    boolean writing =
        assertThrows(
                TableUnavailableException.class,
                () -> table.apply("g", Target.home("eu-west-1"), new QuotaStep.Open(1, 1)))
            .isThrottled();
    assertTrue(reading == writing, "reads and writes alike");
    return writing;
  }

  private static SdkException error(String code, int status) {
    return DynamoDbException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .statusCode(status)
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded"
      })
  void shouldTellThatTheTableOnlyThrottles(String code) {
    assertTrue(isThrottled(error(code, 400)));
  }

  @Test
  void shouldTakeATableForAwayThatDoesNotAnswerOrFails() {
    assertFalse(isThrottled(error("InternalServerError", 500)));
    assertFalse(isThrottled(error("ResourceNotFoundException", 400)));
    assertFalse(isThrottled(ApiCallTimeoutException.builder().message("late").build()));
  }

  /** Answers every request so. */
  private record Failing(SdkException answer) implements DynamoDbClient {

    @Override
    public QueryResponse query(QueryRequest request) {
      throw answer;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      throw answer;
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
