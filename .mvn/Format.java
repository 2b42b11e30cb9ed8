import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Formats the Java sources ("fix") or says which are not formatted ("check"). The build runs the
 * check; to mend: {@code mvn -N initialize exec:exec@format}.
 */
public final class Format {
  public static void main(String[] args) throws IOException {
    boolean fix = args.length == 1 && args[0].equals("fix");
    Formatter formatter = new Formatter();
    List<Path> unformatted;
    try (var files = Files.walk(Path.of(""), 20)) {
      unformatted =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().contains("src/") || file.startsWith(".mvn"))
              .filter(file -> !file.toString().contains("node_modules/"))
              .filter(file -> !file.toString().contains("target/"))
              .filter(file -> !isFormatted(formatter, file, fix))
              .sorted()
              .toList();
    }
    if (!unformatted.isEmpty()) {
      unformatted.forEach(file -> System.err.println("not formatted: " + file));
      System.err.println("To mend: mvn -N initialize exec:exec@format");
      System.exit(1);
    }
  }

  private static boolean isFormatted(Formatter formatter, Path file, boolean fix) {
    try {
      String source = Files.readString(file);
      String formatted = formatter.formatSourceAndFixImports(source);
      if (formatted.equals(source)) {
        return true;
      }
      if (fix) {
        Files.writeString(file, formatted);
        System.out.println("formatted: " + file);
      }
      return fix;
    } catch (IOException | FormatterException e) {
      System.err.println(file + ": " + e.getMessage());
      return false;
    }
  }
}
