package io.fanlens.picture;

import io.fanlens.settings.PictureLimits;

final class SlowTry {
  private SlowTry() {}

  public static void main(String[] args) throws Exception {
    VipsCodec codec = new VipsCodec(TestVips.orSkip());
    PicturePreparer preparer = new PicturePreparer(50_000_000, () -> codec);
    try_("scans 50", preparer, SlowPictures.progressiveJpeg(50));
    try_("scans 99", preparer, SlowPictures.progressiveJpeg(99));
    try_("scans 150", preparer, SlowPictures.progressiveJpeg(150));
    try_("scans 5000", preparer, SlowPictures.progressiveJpeg(5000));
    try_("tiff 100 pages", preparer, SlowPictures.tiffOfPages(100));
    try_("tiff 100000 pages", preparer, SlowPictures.tiffOfPages(100_000));
    try_("gif 1000", preparer, SlowPictures.gifOfFrames(1000));
    try_("gif 500000", preparer, SlowPictures.gifOfFrames(500_000));
    try_("png 10", preparer, SlowPictures.pngOfTexts(10));
    try_("png 900", preparer, SlowPictures.pngOfTexts(900));
  }

  static void try_(String name, PicturePreparer preparer, byte[] file) throws Exception {
    long cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    String what;
    try {
      PreparedPicture p = preparer.prepare(file, new PictureLimits(5_242_880, 80, 190));
      what = "ok " + p.width() + "x" + p.height();
    } catch (BadPictureException e) {
      what = e.problem() + " " + e.getMessage();
    }
    System.out.println(
        name
            + ": "
            + file.length
            + " bytes, cpu ms "
            + (ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() - cpu)
            + " "
            + what);
  }
}
