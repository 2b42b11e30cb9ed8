package io.fanlens.picture.vips;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** libvips as npm installed it for the build; tests that need it are skipped where it is not. */
public final class TestVips {

  private static final Optional<Vips> VIPS = LibvipsFile.nearest(Path.of("")).map(Vips::open);

  private TestVips() {}

  public static Vips orSkip() {
    Assumptions.assumeTrue(
        VIPS.isPresent(), "node_modules has no libvips for this machine: run npm ci");
    return VIPS.get();
  }
}
