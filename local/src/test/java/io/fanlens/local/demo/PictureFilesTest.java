package io.fanlens.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fanlens.operations.command.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {

  @TempDir private Path folder;

  @Test
  void shouldUseTheFileNameAsKey() throws IOException {
    file("deep/down/a b+ü.jpg");

    assertEquals(List.of("a b+ü.jpg"), keys("deep/down/a b+ü.jpg"));
  }

  @Test
  void shouldUseThePathWithinAFolderAsKey() throws IOException {
    file("photos/one.jpg");
    file("photos/day 2/two.jpg");

    assertEquals(List.of("day 2/two.jpg", "one.jpg"), keys("photos"));
  }

  @Test
  void shouldSkipHiddenFilesUnlessNamed() throws IOException {
    file("photos/one.jpg");
    file("photos/.DS_Store");
    file("photos/.cache/two.jpg");

    assertEquals(List.of("one.jpg"), keys("photos"));
    assertEquals(List.of(".DS_Store"), keys("photos/.DS_Store"));
  }

  @Test
  void shouldDistinguishFilesOfTheSameNameByTheirFolders() throws IOException {
    file("2024/mon/a.jpg");
    file("2025/mon/a.jpg");
    file("b.jpg");

    assertEquals(
        List.of("2024/mon/a.jpg", "2025/mon/a.jpg", "b.jpg"),
        keys("2024/mon/a.jpg", "2025/mon/a.jpg", "b.jpg"));
  }

  @Test
  void shouldDistinguishFilesOfTwoFolders() throws IOException {
    file("left/x/a.jpg");
    file("right/x/a.jpg");

    assertEquals(List.of("left/x/a.jpg", "right/x/a.jpg"), keys("left", "right"));
  }

  @Test
  void shouldSendAFileOnceThatIsNamedTwice() throws IOException {
    file("photos/one.jpg");

    assertEquals(List.of("one.jpg"), keys("photos", "photos/one.jpg", "photos/../photos/one.jpg"));
  }

  @Test
  void shouldNameTheMissingPath() {
    UserError mistake = assertThrows(UserError.class, () -> keys("nowhere.jpg"));

    assertEquals(UserError.BAD_ARGUMENTS, mistake.exitCode());
    assertTrue(mistake.getMessage().endsWith("nowhere.jpg does not exist"), mistake.getMessage());
  }

  @Test
  void shouldNameTheFolderWithoutFiles() throws IOException {
    Files.createDirectories(folder.resolve("empty/inside"));

    UserError mistake = assertThrows(UserError.class, () -> keys("empty"));

    assertEquals(UserError.BAD_ARGUMENTS, mistake.exitCode());
    assertTrue(mistake.getMessage().contains("empty"), mistake.getMessage());
  }

  @Test
  void shouldRejectAPathTooLongForAKey() throws IOException {
    String part = "x".repeat(200);
    file("top/" + String.join("/", part, part, part, part, part, part, "a.jpg"));

    UserError mistake = assertThrows(UserError.class, () -> keys("top"));

    assertTrue(mistake.getMessage().contains("too long"), mistake.getMessage());
  }

  @Test
  void shouldNotTakeAnEmptyNameForTheCurrentFolder() {
    for (String name : List.of("", " ")) {
      UserError mistake =
          assertThrows(UserError.class, () -> PictureFiles.of(List.of(Path.of(name))));

      assertEquals(UserError.BAD_ARGUMENTS, mistake.exitCode());
      assertTrue(mistake.getMessage().contains("empty"), mistake.getMessage());
    }
  }

  /** A link that leads nowhere cannot be read, whoever runs this. */
  @Test
  void shouldNameWhatIsLeftOutOfAFolder() throws IOException {
    file("photos/one.jpg");
    file("elsewhere/two.jpg");
    Files.createSymbolicLink(folder.resolve("photos/gone.jpg"), folder.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve("photos/linked"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(
        folder.resolve("photos/three.jpg"), folder.resolve("elsewhere/two.jpg"));

    PictureFiles files = PictureFiles.of(List.of(folder.resolve("photos")));

    assertEquals(
        List.of("one.jpg", "three.jpg"), files.pictures().stream().map(DemoPicture::key).toList());
    assertEquals(2, files.leftOut().size(), files.leftOut().toString());
    assertTrue(files.leftOut().toString().contains("gone.jpg cannot be read"));
    assertTrue(files.leftOut().toString().contains("linked is a link to a folder"));
  }

  /** The command line's own encoding is that of the test's process, so a folder is named. */
  @Test
  void shouldReadNamesInLatin1() throws Exception {
    Process touch =
        new ProcessBuilder(
                "sh",
                "-c",
                "printf 1 >\"$(printf 'M\\374ller.jpg')\"; printf 1 >\"$(printf"
                    + " 'M\\344ller.jpg')\"")
            .directory(folder.toFile())
            .start();
    assumeTrue(touch.waitFor() == 0, "this file system takes UTF-8 only");
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "names are not in UTF-8");

    assertEquals(
        List.of("Müller.jpg", "Mäller.jpg").stream().sorted().toList(),
        keys(".").stream().sorted().toList());
  }

  @Test
  void shouldSayWhyANameInLatin1IsNotFound() {
    UserError mistake = assertThrows(UserError.class, () -> keys("M\ufffdller.jpg"));

    assertTrue(mistake.getMessage().contains("name its folder"), mistake.getMessage());
  }

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {1});
  }

  private List<String> keys(String... names) {
    return PictureFiles.of(Arrays.stream(names).map(folder::resolve).toList()).pictures().stream()
        .map(DemoPicture::key)
        .toList();
  }
}
