package io.fanlens.local.demo;

import io.fanlens.operations.results.RowKey;
import io.fanlens.operations.results.StoredRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The demo's outcome as one page that needs nothing but itself: pictures are inside, there is no
 * script, and the page forbids itself to load anything.
 */
final class HtmlReport {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  private final List<DemoPicture> pictures;
  private final DemoRun.Outcome outcome;
  private final Instant now;

  HtmlReport(List<DemoPicture> pictures, DemoRun.Outcome outcome, Instant now) {
    this.pictures = pictures;
    this.outcome = outcome;
    this.now = now;
  }

  void write(Path file) throws IOException {
    try (PrintWriter page =
        new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      page.print(
          """
          <!doctype html>
          <html lang="en">
          <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
          <title>Fanlens report</title>
          <style>
          """);
      page.print(style());
      page.print("</style>\n</head>\n<body>\n");
      head(page);
      failures(page);
      Map<String, List<StoredRow>> rows =
          outcome.rows().stream()
              .collect(
                  Collectors.groupingBy(StoredRow::key, LinkedHashMap::new, Collectors.toList()));
      int thumbnailSide = thumbnailSide(pictures.size());
      page.print("<main>\n");
      for (int i = 0; i < pictures.size(); i++) {
        DemoPicture picture = pictures.get(i);
        page.print(
            new ReportCard(
                    i,
                    picture.key(),
                    Thumbnail.of(picture.file(), thumbnailSide),
                    rows.getOrDefault(picture.key(), List.of()),
                    missing(picture))
                .html());
      }
      page.print("</main>\n");
      page.printf(
          "<footer>Made by <code>./fanlens demo</code> on %s. The pictures stayed on this machine:"
              + " faces were found by the local stand-in of Amazon Rekognition, whose answers have"
              + " its shape but not its accuracy.</footer>%n</body>%n</html>%n",
          DAY.format(now));
      if (page.checkError()) {
        throw new IOException("the report could not be written to " + file);
      }
    }
  }

  /** Many pictures are shown smaller, so that a page of 1,000 stays under 30 MB. */
  private static int thumbnailSide(int pictures) {
    if (pictures <= 60) {
      return 720;
    }
    return pictures <= 300 ? 480 : 280;
  }

  private void head(PrintWriter page) {
    long faces =
        outcome.rows().stream()
            .filter(row -> row.operation().equals("DetectFaces"))
            .mapToInt(row -> row.count().orElse(0))
            .sum();
    long failed = outcome.rows().stream().filter(row -> !row.succeeded()).count();
    page.print("<header>\n<h1>Fanlens report</h1>\n<dl class=\"figures\">\n");
    figure(page, Integer.toString(pictures.size()), pictures.size() == 1 ? "picture" : "pictures");
    figure(page, Long.toString(faces), faces == 1 ? "face" : "faces");
    figure(page, Long.toString(outcome.rows().size() - failed), "succeeded");
    figure(page, Long.toString(failed), "failed");
    if (!outcome.missing().isEmpty()) {
      figure(page, Integer.toString(outcome.missing().size()), "missing");
    }
    figure(
        page,
        String.format(Locale.ROOT, "%.1f s", outcome.took().toMillis() / 1000.0),
        "from first upload to last row");
    page.print("</dl>\n");
    regions(page);
    page.print(
        """
        <p class="switches"><label><input type="checkbox" id="boxes" checked> Boxes</label>
        <label><input type="checkbox" id="points" checked> Landmarks</label></p>
        </header>
        """);
  }

  private static void figure(PrintWriter page, String value, String name) {
    page.printf("<div><dt>%s</dt><dd>%s</dd></div>%n", Html.escape(name), Html.escape(value));
  }

  private void regions(PrintWriter page) {
    Map<String, Long> calls =
        outcome.rows().stream()
            .filter(row -> !row.region().isEmpty())
            .collect(Collectors.groupingBy(StoredRow::region, TreeMap::new, Collectors.counting()));
    if (calls.isEmpty()) {
      return;
    }
    long most = calls.values().stream().mapToLong(Long::longValue).max().orElse(1);
    page.print("<table class=\"regions\"><caption>Answers by Region</caption>\n");
    calls.forEach(
        (region, count) ->
            page.printf(
                "<tr><th scope=\"row\">%s</th><td><span class=\"bar\""
                    + " style=\"width:%d%%\"></span></td><td>%d</td></tr>%n",
                Html.escape(region), Math.max(2, 100 * count / most), count));
    page.print("</table>\n");
  }

  private void failures(PrintWriter page) {
    List<StoredRow> failed = outcome.rows().stream().filter(row -> !row.succeeded()).toList();
    if (failed.isEmpty() && outcome.missing().isEmpty()) {
      return;
    }
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < pictures.size(); i++) {
      places.put(pictures.get(i).key(), i);
    }
    page.print("<section class=\"failures\"><h2>Without an answer</h2>\n<ul>\n");
    for (StoredRow row : failed) {
      page.printf(
          "<li><a href=\"#p%d\">%s</a>, %s: %s</li>%n",
          places.getOrDefault(row.key(), 0),
          Html.escape(row.key()),
          Html.escape(row.operation()),
          Html.escape(row.errorMessage()));
    }
    for (RowKey row : outcome.missing()) {
      page.printf(
          "<li><a href=\"#p%d\">%s</a>, %s: no row came in time</li>%n",
          places.getOrDefault(row.id(), 0), Html.escape(row.id()), Html.escape(row.operation()));
    }
    page.print("</ul></section>\n");
  }

  private List<String> missing(DemoPicture picture) {
    return outcome.missing().stream()
        .filter(row -> row.id().equals(picture.key()))
        .map(RowKey::operation)
        .toList();
  }

  private static String style() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("/report/report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
