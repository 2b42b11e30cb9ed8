package io.fanlens.local.cloud;

import io.fanlens.local.standin.RowWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs {@link RowWriter} as a function is packed. */
final class StandInZip {
  static final String HANDLER = RowWriter.class.getName() + "::handle";

  private StandInZip() {}

  static Path in(Path directory) throws IOException {
    Path zip = directory.resolve("stand-in.zip");
    String entry = RowWriter.class.getName().replace('.', '/') + ".class";
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        InputStream code = StandInZip.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new ZipEntry(entry));
      code.transferTo(out);
      out.closeEntry();
    }
    return zip;
  }
}
