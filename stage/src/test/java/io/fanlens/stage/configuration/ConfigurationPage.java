package io.fanlens.stage.configuration;

import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of keys in docs/configuration.md. Keys, defaults and allowed values are generated from
 * the code that reads them; the meaning of a key is written in the page and kept.
 */
final class ConfigurationPage {

  private static final String BEGIN = "<!-- keys: generated, but for the last column -->\n";
  private static final String END = "<!-- end of keys -->\n";

  private static final String HEAD = "| key | default | allowed | meaning |\n|---|---|---|---|\n";

  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Za-z.]+)` \\|[^|]*\\|[^|]*\\| (.*) \\|$", Pattern.MULTILINE);

  private ConfigurationPage() {}

  /** The page with a newly generated table. */
  static String renewed(String page, List<ConfigurationKey> keys) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "docs/configuration.md has lost its markers; put %sand %saround the table of keys"
              .formatted(BEGIN, END));
    }
    String table = page.substring(begin + BEGIN.length(), end);
    SequencedMap<String, String> meanings = meanings(table);
    String rows =
        keys.stream()
            .map(
                key ->
                    "| `%s` | %s | %s | %s |\n"
                        .formatted(
                            key.path(),
                            key.defaultValue(),
                            key.allowed().replace("|", "\\|"),
                            meanings.getOrDefault(key.path(), "")))
            .collect(Collectors.joining());
    return page.substring(0, begin) + BEGIN + HEAD + rows + page.substring(end);
  }

  /** The meaning of each key in a page. */
  static SequencedMap<String, String> meanings(String page) {
    SequencedMap<String, String> meanings = new TreeMap<>();
    Matcher row = ROW.matcher(page);
    while (row.find()) {
      meanings.put(row.group(1), row.group(2));
    }
    return meanings;
  }
}
