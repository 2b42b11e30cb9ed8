package io.fanlens.bench.pictures;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures as a table and as JSON. */
final class PicturesReport {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final List<String> names;
  private final Map<String, Object> all = new LinkedHashMap<>();
  private final List<Map<String, Object>> cases = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  PicturesReport(List<String> names) {
    this.names = List.copyOf(names);
    all.put("contenders", names);
    all.put("cases", cases);
  }

  String header() {
    StringBuilder line = new StringBuilder("| picture | MB | Fanlens: ms/Mpx, wall ms, peak MB |");
    names.stream()
        .skip(1)
        .forEach(name -> line.append(" %s: CPU by ours, wall ms, peak MB |".formatted(name)));
    return line + "\n|---|---|" + "---|".repeat(names.size());
  }

  String line(Sample sample, long bytes, List<Measured> measured) {
    add(sample, bytes, measured);
    Measured ours = measured.getFirst();
    StringBuilder line = new StringBuilder();
    line.append(format("| %s | %.1f |", sample.name(), bytes / 1e6));
    for (Measured one : measured) {
      if (one.costs().isEmpty()) {
        line.append(" - |");
        continue;
      }
      String cpu =
          one.equals(ours)
              ? format("%.1f", one.cpuMillis() / sample.sourceMegapixels())
              : ours.costs().isEmpty()
                  ? format("%.0f ms", one.cpuMillis())
                  : format("**%.2f**", one.cpuRatioTo(ours));
      String peak = one.peakKilobytes().map(kb -> format("%.0f", kb / 1024.0)).orElse("-");
      line.append(format(" %s, %.0f, %s", cpu, one.wallMillis(), peak));
      if (one.doubt().isPresent()) {
        notes.add(format("%s, %s: %s", sample.name(), one.contender(), one.doubt().get()));
        line.append(format(" (%d)", notes.size()));
      }
      line.append(" |");
    }
    return line.toString();
  }

  /** What the numbers in brackets mean. */
  List<String> notes() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < notes.size(); i++) {
      lines.add(format("(%d) %s", i + 1, notes.get(i)));
    }
    return lines;
  }

  void put(String name, Object value) {
    all.put(name, value);
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), all);
  }

  private void add(Sample sample, long bytes, List<Measured> measured) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("picture", sample.name());
    one.put("megapixels", sample.sourceMegapixels());
    one.put("bytes", bytes);
    one.put("outWidth", sample.target()[0]);
    one.put("outHeight", sample.target()[1]);
    List<Map<String, Object>> ways = new ArrayList<>();
    for (Measured m : measured) {
      Map<String, Object> way = new LinkedHashMap<>();
      way.put("name", m.contender());
      if (!m.costs().isEmpty()) {
        way.put("cpuMillis", m.cpuMillis());
        way.put("cpuMillisOfEachRound", m.costs().stream().map(Cost::cpuMillis).toList());
        way.put("wallMillis", m.wallMillis());
        if (!measured.getFirst().costs().isEmpty()) {
          way.put("cpuByOurs", m.cpuRatioTo(measured.getFirst()));
        }
      }
      m.peakKilobytes().ifPresent(kb -> way.put("peakKilobytes", kb));
      m.doubt().ifPresent(doubt -> way.put("notComparable", doubt));
      ways.add(way);
    }
    one.put("ways", ways);
    cases.add(one);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be the only use of its library
  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
