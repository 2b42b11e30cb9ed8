package io.fanlens.local.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanlens.local.cloud.LocalCloud;
import io.fanlens.local.command.DynamoDbOption;
import io.fanlens.local.command.FunctionFaults;
import io.fanlens.local.command.LocalFiles;
import io.fanlens.local.command.RuntimeOption;
import io.fanlens.local.command.StageKeys;
import io.fanlens.local.command.StageOption;
import io.fanlens.local.command.StageTemplate;
import io.fanlens.local.command.TemplateOperations;
import io.fanlens.local.lambda.FunctionRuntime;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.TemporaryFolder;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.UserError;
import io.fanlens.operations.plan.CdkJson;
import io.fanlens.operations.results.ResultReader;
import io.fanlens.operations.results.ResultTable;
import io.fanlens.operations.results.RowKey;
import io.fanlens.operations.results.StoredRow;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code ./fanlens demo}: analyzes pictures and writes a table of results and a report. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Sends pictures through a private local cloud and reports the results.")
public final class DemoCommand implements Callable<Integer> {

  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private static final String DEMO_STAGE = "demo";

  /** The one with the page. */
  private static final String PAGE_STAGE = "web";

  private static final int MAX_MISSING_SHOWN = 10;

  @Parameters(
      paramLabel = "FILE|DIR",
      description = "pictures and folders of pictures; default: the seven bundled ones")
  private List<Path> paths = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "fanlens-demo",
      description = "folder for results.json and report.html (default: ${DEFAULT-VALUE})")
  private Path out;

  @Mixin private StageOption stage;

  @Mixin private DynamoDbOption dynamodb;

  @Mixin private RuntimeOption runtime;

  /** The last failure of the function; printed only when rows are missing. */
  private final AtomicReference<String> fault = new AtomicReference<>("");

  private final Terminal terminal;
  private final Installation installation;
  private final InstantSource clock;

  public DemoCommand(Terminal terminal, Installation installation, InstantSource clock) {
    this.terminal = terminal;
    this.installation = installation;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    createOut();
    if (!paths.isEmpty()) {
      PictureFiles files = PictureFiles.of(paths);
      files.leftOut().forEach(sentence -> terminal.err().println("fanlens: " + sentence));
      return finish(run(files.pictures()), List.of());
    }
    Samples samples = new Samples();
    try (TemporaryFolder folder = TemporaryFolder.create("fanlens-samples")) {
      Run run = run(samples.copyTo(folder.path()));
      return finish(
          run, run.outcome().rows().stream().flatMap(r -> samples.unexpected(r).stream()).toList());
    }
  }

  private record Run(List<DemoPicture> pictures, DemoRun.Outcome outcome) {}

  private Run run(List<DemoPicture> named) throws InterruptedException {
    LocalFiles files = new LocalFiles(installation);
    files.requireBuilt();
    Path template = new StageTemplate(installation, terminal).of(stage());
    TemplateOperations operations = TemplateOperations.of(template);
    FunctionRuntime chosen = runtime.chosen();
    terminal
        .err()
        .println("Starting the local cloud; the function runs under " + chosen.description());
    try (LocalCloud cloud =
        LocalCloud.start(files.options(template, 0, dynamodb.endpoint(), chosen), this::note)) {
      S3Client s3 = cloud.clients().s3();
      String bucket = cloud.outputs().get("BucketName");
      DemoKeys keys = new DemoKeys(StageKeys.of(s3, cloud.outputs(), operations));
      List<DemoPicture> pictures =
          keys.place(dynamodb.endpoint().isPresent() ? apartFromOtherRuns(named) : named);
      if (pictures.size() < named.size()) {
        terminal
            .err()
            .printf(
                "fanlens: %s left out: the stage analyzes no such keys%n",
                counted(named.size() - pictures.size(), "picture"));
      }
      ResultReader reader =
          new ResultReader(cloud.clients().dynamodb(), cloud.outputs().get("TableName"));
      try (DemoLive live = DemoLive.of(cloud, template, terminal, pictures.size(), clock)) {
        DemoRun demo = new DemoRun(clock, Thread::sleep, terminal, live);
        return new Run(
            pictures,
            demo.run(
                pictures,
                operations::of,
                (key, file) -> s3.putObject(put -> put.bucket(bucket).key(key), file),
                reader::finished));
      }
    }
  }

  /** The default stage with DetectText besides, unless cdk.json no longer has it. */
  private String stage() {
    return stage
        .named()
        .orElseGet(
            () ->
                CdkJson.in(installation.root()).has(DEMO_STAGE)
                    ? DEMO_STAGE
                    : CdkJson.DEFAULT_STAGE);
  }

  private void note(LambdaEvent event) {
    FunctionFaults.of(event).ifPresent(fault::set);
  }

  /**
   * An external table may contain rows of earlier runs, which must not be mistaken for new ones.
   */
  private List<DemoPicture> apartFromOtherRuns(List<DemoPicture> pictures) {
    String prefix = "demo-" + RUN.format(clock.instant()) + "/";
    return pictures.stream().map(p -> new DemoPicture(prefix + p.key(), p.file())).toList();
  }

  private int finish(Run run, List<String> unexpected) throws IOException {
    List<StoredRow> rows = run.outcome().rows();
    terminal.out().println(new ResultTable(terminal).render(rows));
    Path json = out.resolve("results.json");
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
        .build()
        .writeValue(json.toFile(), rows.stream().map(StoredRow::json).toList());
    Path html = out.resolve("report.html");
    new HtmlReport(run.pictures(), run.outcome(), clock.instant()).write(html);
    long failed = rows.stream().filter(row -> !row.succeeded()).count();
    terminal
        .out()
        .printf(
            "%s in %.1f s%s%n",
            counted(run.pictures().size(), "picture"),
            run.outcome().took().toMillis() / 1000.0,
            failed == 0 ? "" : ", " + counted((int) failed, "row") + "  FAILED (reasons above)");
    terminal.out().println("Report:  " + html.toAbsolutePath().normalize());
    terminal.out().println("Results: " + json.toAbsolutePath().normalize());
    if (CdkJson.in(installation.root()).has(PAGE_STAGE)) {
      terminal.out().println("Page:    ./fanlens local --stage " + PAGE_STAGE);
    }
    List<RowKey> missing = run.outcome().missing();
    missing.stream()
        .limit(MAX_MISSING_SHOWN)
        .forEach(
            row ->
                terminal
                    .err()
                    .printf(
                        "fanlens: no row of %s for %s after %d s%n",
                        row.operation(),
                        Terminal.printable(row.id()),
                        run.outcome().took().toSeconds()));
    if (missing.size() > MAX_MISSING_SHOWN) {
      terminal.err().printf("fanlens: ... and %d more%n", missing.size() - MAX_MISSING_SHOWN);
    }
    if (!missing.isEmpty()) {
      if (!fault.get().isEmpty()) {
        terminal.err().println("fanlens: " + fault.get());
      }
      terminal.err().println("fanlens: the function's log is in " + installation.logs());
    }
    unexpected.forEach(sentence -> terminal.err().println("fanlens: " + sentence));
    return missing.isEmpty() && unexpected.isEmpty() ? 0 : UserError.FAILED;
  }

  private void createOut() throws IOException {
    try {
      Files.createDirectories(out);
    } catch (FileAlreadyExistsException e) {
      throw UserError.badArgument("--out %s is a file; name a folder".formatted(out));
    } catch (IOException e) {
      throw UserError.badArgument("--out %s cannot be created".formatted(out));
    }
    if (!Files.isWritable(out)) {
      throw UserError.badArgument("--out %s cannot be written to".formatted(out));
    }
  }

  static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
