package io.fanlens.picture;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Reads through libvips; what that lacks is read by ImageIO. Both feed libvips' encoder. */
final class VipsCodec implements PictureCodec {

  private final Vips vips;

  VipsCodec(Vips vips) {
    this.vips = vips;
  }

  @Override
  public Set<PictureFormat> formats() {
    return EnumSet.complementOf(EnumSet.of(PictureFormat.HEIC));
  }

  /** Most are read row by row; progressive JPEGs and sideways pictures are held once. */
  @Override
  public int largestAtOnce() {
    return 2;
  }

  @Override
  public PixelSource open(byte[] picture, PictureHeader header) throws IOException {
    if (header.format() == PictureFormat.BMP) {
      return new VipsMemorySource(vips, Bmp.rgb(picture, header));
    }
    return VipsFileSource.open(vips, picture, header);
  }
}
