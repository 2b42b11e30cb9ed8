package io.fanlens.local.vision;

import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.PhotoReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints what is guessed of all faces in some pictures: {@code java ... TraitsMeasurement a.jpg
 * b.jpg}. Not a test, because such pictures are not in this repository.
 */
final class TraitsMeasurement {

  private TraitsMeasurement() {}

  public static void main(String[] files) throws Exception {
    try (FaceFinder finder = new FaceFinder();
        FaceTraits traits = new FaceTraits()) {
      for (String file : files) {
        Photo photo = PhotoReader.read(Files.readAllBytes(Path.of(file)));
        List<Face> faces = finder.find(photo);
        for (int i = 0; i < faces.size(); i++) {
          AgeAndGender guess = traits.ageAndGender(photo, faces.get(i));
          System.out.printf(
              "%s#%d %.0f years, %.0f%% male, %.0f%% happy%n",
              Path.of(file).getFileName(),
              i,
              guess.years(),
              100 * guess.male(),
              100 * traits.expressions(photo, faces.get(i)).get(Expression.HAPPY));
        }
      }
    }
  }
}
