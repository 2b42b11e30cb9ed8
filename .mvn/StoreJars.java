import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies jars with their entries stored, not compressed. A zip of such jars is a third smaller,
 * since classes are compressed together and not each by itself, and the JVM inflates nothing when
 * it loads them. Arguments: the folder of jars, the folder to write.
 */
final class StoreJars {

  private StoreJars() {}

  public static void main(String[] args) throws IOException {
    Path to = Path.of(args[1]);
    if (Files.exists(to)) {
      try (Stream<Path> old = Files.walk(to)) {
        for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      for (Path jar : jars) {
        store(jar, to.resolve(jar.getFileName()));
      }
    }
  }

  private static void store(Path jar, Path copy) throws IOException {
    try (ZipFile from = new ZipFile(jar.toFile());
        ZipOutputStream out =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(copy), 1 << 16))) {
      for (ZipEntry entry : from.stream().filter(each -> !each.isDirectory()).toList()) {
        byte[] bytes = from.getInputStream(entry).readAllBytes();
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(bytes.length);
        stored.setCrc(crc.getValue());
        stored.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(stored);
        out.write(bytes);
      }
    }
  }
}
