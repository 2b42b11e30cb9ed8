package io.fanlens.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The committed templates, and changed copies of them. */
public final class Templates {

  public static final Path DEFAULT = of("default");
  public static final Path EVERYTHING = of("everything");
  public static final Path PLATES = of("plates");
  public static final Path API = of("api");
  public static final Path WEB = of("web");
  public static final Path EXISTING_BUCKET = of("existing-bucket");

  private Templates() {}

  private static Path of(String stage) {
    return Path.of("../infra/snapshot/" + stage + ".template.json");
  }

  /** A copy in a directory, in which each of these texts, which must be there, is another one. */
  public static Path changed(Path directory, Path template, String... oldAndNew) {
    try {
      String text = Files.readString(template);
      for (int i = 0; i < oldAndNew.length; i += 2) {
        if (!text.contains(oldAndNew[i])) {
          throw new IllegalStateException("the template no longer says " + oldAndNew[i]);
        }
        text = text.replace(oldAndNew[i], oldAndNew[i + 1]);
      }
      return Files.writeString(Files.createTempFile(directory, "changed", ".json"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
