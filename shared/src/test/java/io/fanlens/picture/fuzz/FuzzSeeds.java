package io.fanlens.picture.fuzz;

import io.fanlens.picture.HandMade;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.header.Orientation;
import io.fanlens.picture.heif.TestHeic;
import io.fanlens.picture.vips.LibvipsFile;
import io.fanlens.picture.vips.Vips;
import io.fanlens.picture.vips.VipsPictures;
import io.fanlens.picture.vips.VipsPictures.Colours;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Small files of every format, for fuzzing to start from; made when it starts. */
public final class FuzzSeeds {

  private FuzzSeeds() {}

  public static Stream<byte[]> heic() {
    return Stream.of("single", "alpha", "ten", "odd", "grid", "p3")
        .map(name -> TestHeic.file(name + ".heic"));
  }

  public static Stream<byte[]> all() {
    List<byte[]> seeds = new ArrayList<>();
    for (String format : List.of("jpeg", "png", "gif", "bmp", "tiff")) {
      seeds.add(TestPictures.encode(TestPictures.quarters(90, 80), format));
    }
    seeds.add(TestPictures.withOrientation(seeds.getFirst(), 6, true));
    seeds.add(HandMade.png(50_000, 50_000));
    seeds.add(HandMade.webpLossy(640, 480));
    seeds.add(HandMade.webpLossless(640, 480));
    seeds.add(HandMade.webpExtended(640, 480));
    seeds.add(HandMade.iso("avif", 640, 480));
    seeds.add(HandMade.tiff(true, 256, 640, 257, 480, 274, 8));
    seeds.add(HandMade.tiff(false, 256, 640, 257, 480, 322, 256, 323, 256));
    seeds.add(HandMade.gif(640, 480, 640, 480));
    LibvipsFile.nearest(Path.of(""))
        .map(Vips::open)
        .map(VipsPictures::new)
        .ifPresent(
            pictures -> {
              for (String saver : List.of("png", "gif", "webp", "tiff")) {
                seeds.add(encoded(pictures, saver));
              }
              seeds.add(encoded(pictures, "jpeg", "interlace", 1));
              seeds.add(encoded(pictures, "tiff", "compression", 5));
              seeds.add(encoded(pictures, "webp", "lossless", 1));
              seeds.add(encoded(pictures, "heif", "compression", 4));
            });
    return Stream.concat(seeds.stream(), heic());
  }

  private static byte[] encoded(VipsPictures pictures, String saver, Object... options) {
    return pictures.encode(
        TestPictures.quarters(90, 80), saver, Colours.SRGB, Orientation.AS_STORED, options);
  }
}
