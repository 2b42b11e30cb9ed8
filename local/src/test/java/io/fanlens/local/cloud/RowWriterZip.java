package io.fanlens.local.cloud;

import io.fanlens.local.standin.RowWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packages {@link RowWriter} as a function. */
final class RowWriterZip {
  static final String HANDLER = RowWriter.class.getName() + "::handle";

  private RowWriterZip() {}

  static Path in(Path directory) throws IOException {
    Path zip = directory.resolve("row-writer.zip");
    String entry = RowWriter.class.getName().replace('.', '/') + ".class";
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        InputStream code = RowWriterZip.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new ZipEntry(entry));
      code.transferTo(out);
      out.closeEntry();
    }
    return zip;
  }
}
