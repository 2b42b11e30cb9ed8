package io.fanlens.local.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The readable files below a folder, hidden ones aside. Links to files are followed; links to
 * folders are not, since they may lead in circles, and are named.
 */
final class FolderWalk extends SimpleFileVisitor<Path> {

  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private FolderWalk(Path folder) {
    this.folder = folder;
  }

  static FolderWalk of(Path folder) {
    FolderWalk walk = new FolderWalk(folder);
    try {
      Files.walkFileTree(folder, walk);
    } catch (IOException e) {
      walk.leftOut.add("%s cannot be read and is left out".formatted(folder));
    }
    walk.files.sort(null);
    return walk;
  }

  List<Path> files() {
    return files;
  }

  List<String> leftOut() {
    return leftOut;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (isHidden(file)) {
      return FileVisitResult.CONTINUE;
    }
    if (attributes.isSymbolicLink() && Files.isDirectory(file)) {
      leftOut.add(
          "%s is a link to a folder and is not followed; name it to send it".formatted(file));
    } else if (Files.isRegularFile(file) && Files.isReadable(file)) {
      files.add(file);
    } else if (Files.isRegularFile(file) || attributes.isSymbolicLink()) {
      leftOut.add("%s cannot be read and is left out".formatted(file));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    if (!isHidden(file)) {
      leftOut.add("%s cannot be read and is left out".formatted(file));
    }
    return FileVisitResult.CONTINUE;
  }

  private boolean isHidden(Path path) {
    return !path.equals(folder) && path.getFileName().toString().startsWith(".");
  }
}
