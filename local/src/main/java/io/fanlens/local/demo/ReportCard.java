package io.fanlens.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.operations.results.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One picture of the report, with its results drawn over it and in words.
 *
 * @param place number of the picture on the page
 * @param key of its object
 * @param thumbnail empty where the file cannot be shown
 * @param rows its finished rows
 * @param missing operations without a row
 */
record ReportCard(
    int place,
    String key,
    Optional<Thumbnail> thumbnail,
    List<StoredRow> rows,
    List<String> missing) {

  String html() {
    StringBuilder html = new StringBuilder();
    html.append("<article id=\"p%d\">\n".formatted(place));
    picture(html);
    html.append("<div class=\"words\"><h2>%s</h2>\n".formatted(Html.escape(key)));
    rows.forEach(row -> answer(html, row));
    for (String operation : missing) {
      html.append(
          "<section class=\"failed\"><h3>%s <span class=\"status\">missing</span></h3><p>No row in time.</p></section>\n"
              .formatted(Html.escape(operation)));
    }
    return html.append("</div>\n</article>\n").toString();
  }

  private void picture(StringBuilder html) {
    if (thumbnail.isEmpty()) {
      html.append(
          "<div class=\"picture none\" role=\"img\" aria-label=\"no preview\"><span>This file"
              + " cannot be shown</span></div>\n");
      return;
    }
    Thumbnail shown = thumbnail.get();
    html.append(
        "<div class=\"picture\"><img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"%s\">\n"
            .formatted(shown.dataUri(), shown.width(), shown.height(), Html.escape(key)));
    html.append(
        "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\n"
            .formatted(shown.width(), shown.height()));
    Annotations found = Annotations.of(rows.stream().filter(StoredRow::succeeded).toList());
    html.append(new Drawing(shown.width(), shown.height()).of(found));
    html.append("</svg></div>\n");
  }

  private static void answer(StringBuilder html, StoredRow row) {
    html.append(
        "<section class=\"%s\"><h3>%s <span class=\"status\">%s</span></h3>\n"
            .formatted(
                row.succeeded() ? "succeeded" : "failed",
                Html.escape(row.operation()),
                Html.escape(row.status().toLowerCase(Locale.ROOT))));
    if (row.succeeded()) {
      html.append("<p class=\"seen\">%s</p>\n".formatted(Html.escape(row.summary())));
      if (row.operation().equals("DetectModerationLabels")) {
        html.append("<p class=\"how\">The local Rekognition does not judge content.</p>\n");
      }
      List<String> faces = new ArrayList<>();
      row.json().path("FaceDetails").forEach(face -> faces.add(FaceWords.of(face)));
      if (!faces.isEmpty()) {
        html.append("<ol>");
        faces.forEach(face -> html.append("<li>%s</li>".formatted(Html.escape(face))));
        html.append("</ol>\n");
      }
    } else {
      html.append(
          "<p class=\"seen\">%s</p><p>%s</p>\n"
              .formatted(Html.escape(row.errorCode()), Html.escape(row.errorMessage())));
    }
    html.append("<p class=\"how\">%s</p>\n".formatted(Html.escape(how(row))));
    html.append(
        "<details><summary>The row</summary><pre>%s</pre></details></section>\n"
            .formatted(Html.escape(row.json().toPrettyString())));
  }

  /** Region, latency and the format that was sent. */
  private static String how(StoredRow row) {
    List<String> words = new ArrayList<>();
    if (!row.region().isEmpty()) {
      words.add(row.region());
    }
    row.latencyMs().ifPresent(ms -> words.add(ms + " ms"));
    JsonNode sent = row.json().path("sent");
    if (sent.has("format")) {
      StringBuilder text = new StringBuilder("sent as ").append(sent.path("format").asText());
      if (sent.has("convertedFrom")) {
        text.append(" (converted from ").append(sent.path("convertedFrom").asText()).append(')');
      }
      if (sent.path("width").isNumber()) {
        text.append(
            ", %d\u00a0x\u00a0%d\u00a0px"
                .formatted(sent.path("width").asInt(), sent.path("height").asInt()));
      }
      if (sent.has("scaledFrom")) {
        text.append(" (scaled from ").append(plain(sent.path("scaledFrom"))).append(')');
      }
      if (sent.path("bytes").isNumber()) {
        text.append(", ").append(size(sent.path("bytes").asLong()));
      }
      if (sent.path("via").isTextual()) {
        text.append(", via ").append(sent.path("via").asText());
      }
      words.add(text.toString());
    }
    if (row.json().path("attempts").asInt(1) > 1) {
      words.add(row.json().path("attempts").asInt() + " attempts");
    }
    return String.join(" · ", words);
  }

  private static String plain(JsonNode value) {
    return value.has("width")
        ? "%d x %d px".formatted(value.path("width").asInt(), value.path("height").asInt())
        : value.asText();
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? Math.max(1, bytes / 1000) + "\u00a0kB"
        : String.format(Locale.ROOT, "%.1f\u00a0MB", bytes / 1e6);
  }
}
