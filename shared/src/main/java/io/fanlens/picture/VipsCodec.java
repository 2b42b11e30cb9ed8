package io.fanlens.picture;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Reads through libvips; what that lacks is read by ImageIO. Both feed libvips' encoder. */
final class VipsCodec implements PictureCodec {

  private final Vips vips;
  private final Duration limit;

  VipsCodec(Vips vips) {
    this(vips, DecodeLimit.USUAL);
  }

  VipsCodec(Vips vips, Duration limit) {
    this.vips = vips;
    this.limit = limit;
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
    return VipsFileSource.open(vips, picture, header, new DecodeLimit(limit));
  }
}
