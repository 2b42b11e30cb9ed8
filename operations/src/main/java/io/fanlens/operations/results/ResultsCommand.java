package io.fanlens.operations.results;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanlens.aws.S3Answers;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.UserError;
import io.fanlens.result.AnswerGoneException;
import io.fanlens.result.AnswerReader;
import io.fanlens.result.AttributeJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * {@code ./fanlens results}: results of a stack, from its table and its bucket of large answers.
 */
@Command(
    name = "results",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the results of a picture, or lists results.",
      "Credentials, Region and endpoint come from your AWS configuration; with"
          + " AWS_ENDPOINT_URL=http://127.0.0.1:4566 it reads the local cloud."
    })
public final class ResultsCommand implements Callable<Integer> {

  private static final Duration DEFAULT_FAILED_PERIOD = Duration.ofDays(1);

  /** Each hour takes one query per shard; beyond this, scanning the table is cheaper. */
  private static final Duration MAX_BY_HOUR = Duration.ofDays(31);

  private static final int DATE = "2026-11-22".length();

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  @Parameters(
      arity = "0..1",
      paramLabel = "KEY",
      description = "the picture's key in its bucket; lists results when omitted")
  private String key;

  @Option(
      names = "--since",
      paramLabel = "T",
      description =
          "lists results since then: 90m, 2h, 7d, 2026-01-31, 2026-01-31T12:00:00Z (default: all;"
              + " with --failed one day)")
  private String since;

  @Option(names = "--failed", description = "lists failures only")
  private boolean failed;

  @Option(names = "--json", description = "prints JSON; for a list, one row per line")
  private boolean json;

  @Mixin private CloudClients clients;

  private final Terminal terminal;
  private final InstantSource clock;

  public ResultsCommand(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (key != null && (failed || since != null)) {
      throw UserError.badArgument("KEY is one picture; --since and --failed are for lists");
    }
    Instant now = clock.instant();
    Optional<Instant> from = Optional.ofNullable(since).map(text -> Since.parse(text, now));
    try (DynamoDbClient dynamoDb = clients.dynamoDb()) {
      ResultQueries queries = new ResultQueries(dynamoDb, clients.table());
      if (key == null) {
        list(queries, from, now);
      } else {
        show(queries.ofPicture(key));
      }
      return 0;
    } catch (ResourceNotFoundException e) {
      throw UserError.failed(
          "there is no table '%s'; name it with --table, its Region with --region"
              .formatted(clients.table()));
    } catch (AnswerGoneException e) {
      throw UserError.failed(e.getMessage());
    } catch (SdkClientException e) {
      throw UserError.failed(
          "AWS cannot be reached: %s. Check your credentials, Region and AWS_ENDPOINT_URL"
              .formatted(Terminal.printable(String.valueOf(e.getMessage()))));
    }
  }

  private void show(List<Map<String, AttributeValue>> rows) {
    List<Map<String, AttributeValue>> finished =
        rows.stream().filter(row -> row.containsKey("status")).toList();
    if (finished.isEmpty()) {
      throw UserError.failed(
          rows.isEmpty()
              ? "there is no result for '%s'; is the key right?".formatted(Terminal.printable(key))
              : "'%s' is being processed; try again soon".formatted(Terminal.printable(key)));
    }
    try (S3Client s3 = clients.s3()) {
      AnswerReader reader = new AnswerReader(S3Answers.reading(s3));
      List<? extends JsonNode> whole = finished.stream().map(reader::wholeJson).toList();
      if (json) {
        terminal.out().println(text(whole, true));
        return;
      }
      for (JsonNode row : whole) {
        String title = "%s  %s".formatted(key, new StoredRow(row).operation());
        terminal.out().println(terminal.strong(Terminal.printable(title)));
        terminal.out().println(TextTree.of(row));
      }
    }
  }

  private void list(ResultQueries queries, Optional<Instant> wanted, Instant now) {
    if (failed) {
      queries.failed(wanted.orElse(now.minus(DEFAULT_FAILED_PERIOD)), now, this::line);
      return;
    }
    Instant from = wanted.orElse(Instant.EPOCH);
    boolean useIndex = Duration.between(from, now).compareTo(MAX_BY_HOUR) <= 0;
    if (useIndex && queries.hasIndexByHour()) {
      queries.byHour(from, now, this::line);
    } else {
      queries.scan(from, this::line, this::progress);
      if (terminal.errIsTerminal()) {
        terminal.err().println();
      }
    }
  }

  private void line(Map<String, AttributeValue> row) {
    JsonNode item = AttributeJson.of(row);
    terminal
        .out()
        .println(
            json
                ? text(item, false)
                : item.path("finishedAt").asText().substring(0, DATE)
                    + " "
                    + RowLine.of(new StoredRow(item), terminal));
  }

  private void progress(long read) {
    if (terminal.errIsTerminal()) {
      terminal.err().printf("\rReading the whole table: %,d rows", read);
    }
  }

  private static String text(Object value, boolean indented) {
    try {
      return (indented ? JSON.writer(SerializationFeature.INDENT_OUTPUT) : JSON.writer())
          .writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row is not JSON", e);
    }
  }
}
