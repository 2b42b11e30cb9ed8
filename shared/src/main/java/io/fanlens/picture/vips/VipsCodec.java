package io.fanlens.picture.vips;

import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.codec.Bmp;
import io.fanlens.picture.codec.DecodeLimit;
import io.fanlens.picture.codec.PictureCodec;
import io.fanlens.picture.codec.PixelSource;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.picture.heif.HeicDecoder;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads through libvips; what that lacks is read by ImageIO. Both feed libvips' encoder. */
public final class VipsCodec implements PictureCodec {

  private final Vips vips;
  private final Supplier<Optional<HeicDecoder>> heic;
  private final Duration limit;

  public VipsCodec(Vips vips) {
    this(vips, Optional::empty);
  }

  /** With a decoder of HEIC that is fetched when such a picture comes. */
  public VipsCodec(Vips vips, Supplier<Optional<HeicDecoder>> heic) {
    this(vips, heic, DecodeLimit.USUAL);
  }

  /** With another limit of time for a picture than {@link DecodeLimit#USUAL}. */
  public VipsCodec(Vips vips, Supplier<Optional<HeicDecoder>> heic, Duration limit) {
    this.vips = vips;
    this.heic = heic;
    this.limit = limit;
  }

  @Override
  public Set<PictureFormat> formats() {
    return EnumSet.complementOf(EnumSet.of(PictureFormat.HEIC));
  }

  @Override
  public boolean reads(PictureFormat format) {
    return format == PictureFormat.HEIC ? heic.get().isPresent() : formats().contains(format);
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
    if (header.format() == PictureFormat.HEIC) {
      HeicDecoder decoder =
          heic.get().orElseThrow(() -> new IOException("there is no decoder of HEIC"));
      HeicDecoder.Picture decoded = decoder.decode(picture, header);
      return new VipsMemorySource(vips, decoded.pixels(), decoded.profile());
    }
    return VipsFileSource.open(vips, picture, header, new DecodeLimit(limit));
  }
}
