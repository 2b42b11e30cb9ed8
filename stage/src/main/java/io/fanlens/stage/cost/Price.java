package io.fanlens.stage.cost;

/**
 * The prices that plans and measurements are computed with: US dollars, us-east-1, without any free
 * tier. The price lists' own pages fill in their numbers by script, so none could be read from AWS
 * itself on {@value #AS_OF}; each entry says where its number stands. How to check one: {@code aws
 * pricing get-products --region us-east-1 --service-code AmazonDynamoDB --filters
 * Type=TERM_MATCH,Field=regionCode,Value=us-east-1}.
 */
public enum Price {
  LAMBDA_GB_SECOND(
      0.000_013_333_4,
      "a GB-second of an arm64 function",
      "AWSLambda",
      "cloudchipr.com, AWS Lambda Pricing Breakdown"),
  LAMBDA_REQUEST(0.20 / 1e6, "an invocation", "AWSLambda", Price.MEMORY),
  SQS_REQUEST(
      0.40 / 1e6,
      "a request to a standard queue",
      "AWSQueueService",
      "cloudburn.io, Amazon SQS Pricing, March 2026"),
  DYNAMODB_WRITE(
      0.625 / 1e6,
      "a write of 1 KB, on demand",
      "AmazonDynamoDB",
      "airbyte.com, Amazon DynamoDB Pricing, July 2025"),
  DYNAMODB_READ(
      0.125 / 1e6,
      "a consistent read of 4 KB, on demand",
      "AmazonDynamoDB",
      "airbyte.com, Amazon DynamoDB Pricing, July 2025"),
  DYNAMODB_GB_MONTH(0.25, "a GB of rows kept for a month", "AmazonDynamoDB", Price.MEMORY),
  DYNAMODB_RECOVERY_GB_MONTH(
      0.20, "a GB of point-in-time recovery for a month", "AmazonDynamoDB", Price.MEMORY),
  S3_PUT(5.0 / 1e6, "an upload", "AmazonS3", Price.MEMORY),
  S3_GET(0.4 / 1e6, "a fetch", "AmazonS3", Price.MEMORY),
  S3_GB_MONTH(
      0.023,
      "a GB of pictures kept for a month",
      "AmazonS3",
      "github.com/ai-eryany/zippy-link, aws-infrastructure-plan.md"),
  METRIC_MONTH(
      0.30,
      "a custom metric that is written all month",
      "AmazonCloudWatch",
      "cloudonaut.io, CloudWatch Dashboard Cost Efficiency"),
  LOG_GB(
      0.50,
      "a GB of log taken in",
      "AmazonCloudWatch",
      "cloudonaut.io, CloudWatch Dashboard Cost Efficiency"),
  ALARM_MONTH(0.10, "a metric that an alarm looks at", "AmazonCloudWatch", Price.MEMORY),
  DASHBOARD_MONTH(3.0, "a dashboard, after three free ones", "AmazonCloudWatch", Price.MEMORY);

  public static final String AS_OF = "2026-11-22";

  /** Nothing that could be cited was found: to be checked first. */
  static final String MEMORY = "to be checked";

  private final double dollars;
  private final String unit;
  private final String serviceCode;
  private final String source;

  Price(double dollars, String unit, String serviceCode, String source) {
    this.dollars = dollars;
    this.unit = unit;
    this.serviceCode = serviceCode;
    this.source = source;
  }

  public double dollars() {
    return dollars;
  }

  /** The price of so many. */
  public double of(double quantity) {
    return quantity * dollars;
  }

  public String unit() {
    return unit;
  }

  /** What {@code aws pricing get-products --service-code} calls the service. */
  public String serviceCode() {
    return serviceCode;
  }

  /** Who says so. None of them is AWS itself. */
  public String source() {
    return source;
  }
}
