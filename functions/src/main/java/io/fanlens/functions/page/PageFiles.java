package io.fanlens.functions.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The front end's files, which the function's zip contains: by their exact names, so that no path
 * leads anywhere else.
 */
final class PageFiles {

  static final String INDEX = "index.html";

  /** The list of the others, one name a line, as the page's build writes it. */
  static final String LIST = "files.txt";

  private static final String FOLDER = "io/fanlens/page/";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, PageAnswer> answers;

  private PageFiles(Map<String, PageAnswer> answers) {
    this.answers = answers;
  }

  /** Those of this process; none where the zip was built without the page. */
  static PageFiles ofThisProcess() {
    return of(
        name -> {
          try (InputStream file =
              PageFiles.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            return file == null
                ? Optional.empty()
                : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Reads a file by its name. */
  @FunctionalInterface
  interface Source {
    Optional<String> read(String name);
  }

  static PageFiles of(Source source) {
    Map<String, PageAnswer> answers = new LinkedHashMap<>();
    List<String> names = source.read(LIST).map(list -> list.lines().toList()).orElse(List.of());
    for (String name : names) {
      source.read(name).ifPresent(text -> answers.put(name, answer(name, text)));
    }
    return new PageFiles(answers);
  }

  boolean areThere() {
    return answers.containsKey(INDEX);
  }

  Optional<PageAnswer> get(String name) {
    return Optional.ofNullable(answers.get(name));
  }

  private static PageAnswer answer(String name, String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Content-Type",
        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream"));
    if (isNamedByContent(name)) {
      headers.put("Cache-Control", "public, max-age=31536000, immutable");
    }
    return new PageAnswer(200, headers, text);
  }

  /** {@code page-C7ZA-DTG.css}: another content has another name. */
  private static boolean isNamedByContent(String name) {
    return name.matches("(page|part)-[A-Za-z0-9_-]{8}\\.[a-z]+");
  }
}
