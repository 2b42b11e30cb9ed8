package io.fanlens.local.rekognition.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A photograph of a published package, labelled by eye.
 *
 * @param source of its package
 * @param must what is plainly there
 * @param may what is there, too, but not plainly
 */
record LabelledPicture(PictureSource source, String file, Set<String> must, Set<String> may) {

  private static final int COLUMNS = 3;

  static List<LabelledPicture> all() {
    List<LabelledPicture> pictures = new ArrayList<>();
    PictureSource source = null;
    for (String line : read().lines().toList()) {
      if (line.startsWith("[")) {
        source = PictureSource.of(line.substring(1, line.length() - 1));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] cells = line.split("\\|", COLUMNS);
        pictures.add(
            new LabelledPicture(source, cells[0].strip(), names(cells[1]), names(cells[2])));
      }
    }
    return pictures;
  }

  String name() {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private static Set<String> names(String cell) {
    return cell.isBlank() ? Set.of() : Set.of(cell.strip().split(", "));
  }

  private static String read() {
    try (InputStream in = LabelledPicture.class.getResourceAsStream("/labels/pictures.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
