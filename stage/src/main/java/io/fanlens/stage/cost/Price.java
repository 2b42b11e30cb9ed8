package io.fanlens.stage.cost;

/**
 * The prices that plans and measurements use: US dollars, us-east-1, without any free tier. AWS's
 * pricing pages fill in their numbers by script, so on {@value #AS_OF} none could be read from AWS
 * itself; each entry names the source of its number. How to verify one: {@code aws pricing
 * get-products --region us-east-1 --service-code AmazonDynamoDB --filters
 * Type=TERM_MATCH,Field=regionCode,Value=us-east-1}.
 */
public enum Price {
  LAMBDA_GB_SECOND(
      0.000_013_333_4,
      "a GB-second of an arm64 function",
      "AWSLambda",
      "cloudchipr.com, AWS Lambda Pricing Breakdown"),
  LAMBDA_REQUEST(0.20 / 1e6, "an invocation", "AWSLambda", Price.UNVERIFIED),
  GATEWAY_REQUEST(3.50 / 1e6, "a request to a REST API", "AmazonApiGateway", Price.UNVERIFIED),
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
  DYNAMODB_GB_MONTH(0.25, "a GB of rows kept for a month", "AmazonDynamoDB", Price.UNVERIFIED),
  DYNAMODB_RECOVERY_GB_MONTH(
      0.20, "a GB of point-in-time recovery for a month", "AmazonDynamoDB", Price.UNVERIFIED),
  EVENT(1.0 / 1e6, "an event of up to 64 KB", "AWSEvents", Price.UNVERIFIED),
  PIPE_REQUEST(0.40 / 1e6, "a record of up to 64 KB in a pipe", "AWSEvents", Price.UNVERIFIED),
  S3_PUT(5.0 / 1e6, "an upload", "AmazonS3", Price.UNVERIFIED),
  S3_GET(0.4 / 1e6, "a fetch", "AmazonS3", Price.UNVERIFIED),
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
      "a GB of log ingested",
      "AmazonCloudWatch",
      "cloudonaut.io, CloudWatch Dashboard Cost Efficiency"),
  ALARM_MONTH(0.10, "a metric that an alarm watches", "AmazonCloudWatch", Price.UNVERIFIED),
  DASHBOARD_MONTH(3.0, "a dashboard, after three free ones", "AmazonCloudWatch", Price.UNVERIFIED);

  public static final String AS_OF = "2026-11-22";

  /** No source was found that could be cited: verify these first. */
  static final String UNVERIFIED = "to be checked";

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

  /** The price of a quantity. */
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

  /** The source of the number; none of them is AWS itself. */
  public String source() {
    return source;
  }
}
