package io.fanlens.infra.quota;

import io.fanlens.aws.DynamoDbQuotaTable;
import io.fanlens.infra.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class QuotaStorageTest {

  private final Template template = TestStack.byDefault().template();

  @Test
  void shouldHoldOneItemAnOperationAndTargetAndGoWithTheStack() {
    template.hasResource(
        "AWS::DynamoDB::Table",
        Map.of(
            "DeletionPolicy",
            "Delete",
            "Properties",
            Match.objectLike(
                Map.of(
                    "BillingMode",
                    "PAY_PER_REQUEST",
                    "KeySchema",
                    List.of(
                        Map.of("AttributeName", DynamoDbQuotaTable.GROUP, "KeyType", "HASH"),
                        Map.of("AttributeName", DynamoDbQuotaTable.TARGET, "KeyType", "RANGE")),
                    "TableName",
                    Match.absent(),
                    "PointInTimeRecoverySpecification",
                    Match.absent()))));
  }
}
