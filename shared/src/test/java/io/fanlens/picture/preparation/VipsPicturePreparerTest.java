package io.fanlens.picture.preparation;

import io.fanlens.picture.vips.TestVips;
import io.fanlens.picture.vips.VipsCodec;

/** Everything that holds without libvips holds with it. */
class VipsPicturePreparerTest extends PicturePreparerTest {

  @Override
  PicturePreparer preparer(long maxPixels) {
    VipsCodec codec = new VipsCodec(TestVips.orSkip());
    return new PicturePreparer(maxPixels, () -> codec);
  }
}
