package io.fanlens.local.vision;

import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.PhotoReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the similarity of all faces in some pictures: {@code java ... LikenessMeasurement a.jpg
 * b.jpg}. Not a test, because such pictures are not in this repository.
 */
final class LikenessMeasurement {

  private LikenessMeasurement() {}

  public static void main(String[] files) throws Exception {
    List<String> names = new ArrayList<>();
    List<float[]> descriptor = new ArrayList<>();
    FaceLikeness likeness = new FaceLikeness();
    try (FaceFinder finder = new FaceFinder()) {
      for (String file : files) {
        Photo photo = PhotoReader.read(Files.readAllBytes(Path.of(file)));
        List<Face> faces = finder.find(photo);
        for (int i = 0; i < faces.size(); i++) {
          long start = System.nanoTime();
          descriptor.add(likeness.describe(photo, faces.get(i)));
          names.add(Path.of(file).getFileName() + "#" + i);
          System.out.printf(
              "%s at (%.2f, %.2f), %d ms%n",
              names.getLast(),
              faces.get(i).box().left(),
              faces.get(i).box().top(),
              (System.nanoTime() - start) / 1_000_000);
        }
      }
    }
    for (int a = 0; a < names.size(); a++) {
      for (int b = 0; b < a; b++) {
        System.out.printf(
            "%6.2f %% %s %s%n",
            FaceLikeness.similarity(descriptor.get(a), descriptor.get(b)),
            names.get(b),
            names.get(a));
      }
    }
  }
}
