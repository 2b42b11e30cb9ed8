package io.fanlens.picture.heif;

import io.fanlens.picture.Size;
import io.fanlens.picture.codec.RgbPixels;
import io.fanlens.picture.header.Orientation;
import io.fanlens.picture.header.PictureHeader;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes upright pixels of a HEIC: decodes its tiles, joins, crops, turns and whitens them. */
public final class HeicDecoder {

  /** A stream's own size is a multiple of at most this, and cropped to what was meant. */
  private static final int LARGEST_BLOCK = 64;

  private static final int WHITE = 255;

  private final Hevc hevc;

  private HeicDecoder(Hevc hevc) {
    this.hevc = hevc;
  }

  /**
   * Loads FFmpeg's libraries for as long as the process lives.
   *
   * @throws IllegalArgumentException when this process cannot load them
   * @throws IllegalStateException when they are of another version, or without the decoder
   */
  public static HeicDecoder open(Path folder) {
    return new HeicDecoder(Hevc.open(folder));
  }

  /** Pixels that are meant in the colours of a profile, where there is one. */
  public record Picture(RgbPixels pixels, Optional<byte[]> profile) {}

  public Picture decode(byte[] file, PictureHeader header) throws IOException {
    HeifFile heif = HeifFile.read(file);
    CodedPicture coded = heif.picture();
    if (coded.size().pixels() > header.size().pixels()) {
      throw new IOException(
          "its header says %s, its pixels %s".formatted(header.size(), coded.size()));
    }
    Crop crop = heif.crop(coded.size()).orElse(Crop.none(coded.size()));
    Size seen = crop.size();
    Orientation orientation = heif.orientation();
    Size upright = orientation.turned(seen);
    byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(seen.width(), seen.height()), 3)];
    Canvas canvas = new Canvas(rgb, crop, orientation);
    Optional<ColourCoding> colours = heif.colours();
    each(
        coded,
        (tile, left, top) ->
            canvas.paint(colours.map(tile::coded).orElse(tile), left, top, canvas::put));
    Optional<CodedPicture> alpha = heif.alpha();
    if (alpha.isPresent() && alpha.get().size().equals(coded.size())) {
      each(
          alpha.get(),
          (tile, left, top) ->
              canvas.paint(tile.coded(tile.colours().withFullRange()), left, top, canvas::whiten));
    }
    return new Picture(new RgbPixels(upright.width(), upright.height(), rgb), heif.profile());
  }

  @FunctionalInterface
  private interface Tile {
    void at(YuvPicture tile, int left, int top);
  }

  /** All tiles have the first one's size and cover the picture, neither less nor much more. */
  private void each(CodedPicture coded, Tile use) throws IOException {
    Size size = coded.size();
    long most = (long) (size.width() + LARGEST_BLOCK) * (size.height() + LARGEST_BLOCK);
    try (Hevc.Decoder decoder = hevc.new Decoder(most)) {
      int[] tileSize = new int[2];
      for (int i = 0; i < coded.tiles().size(); i++) {
        int column = i % coded.columns();
        int row = i / coded.columns();
        decoder.decode(
            coded.tiles().get(i),
            tile -> {
              if (tileSize[0] == 0) {
                tileSize[0] = tile.width();
                tileSize[1] = tile.height();
                check(size.width(), coded.columns(), tile.width());
                check(size.height(), coded.rows(), tile.height());
              }
              if (tile.width() != tileSize[0] || tile.height() != tileSize[1]) {
                throw new IOException("its tiles differ in size");
              }
              use.at(tile, column * tileSize[0], row * tileSize[1]);
            });
      }
    }
  }

  private static void check(int side, int tiles, int ofTile) throws IOException {
    if ((long) tiles * ofTile < side || (long) (tiles - 1) * ofTile >= side) {
      throw new IOException("%d tiles of %d px do not make %d px".formatted(tiles, ofTile, side));
    }
  }

  /** The upright picture, painted at the coordinates of the stored one. */
  private static final class Canvas {
    private final byte[] rgb;
    private final int left;
    private final int top;
    private final Size seen;
    private final int origin;
    private final int right;
    private final int down;

    Canvas(byte[] rgb, Crop crop, Orientation orientation) {
      this.rgb = rgb;
      left = crop.left();
      top = crop.top();
      seen = crop.size();
      AffineTransform turn = orientation.toUpright(seen.width(), seen.height());
      int width = orientation.turned(seen).width();
      int x = (int) turn.getTranslateX() - (turn.getScaleX() + turn.getShearX() < 0 ? 1 : 0);
      int y = (int) turn.getTranslateY() - (turn.getScaleY() + turn.getShearY() < 0 ? 1 : 0);
      origin = y * width + x;
      right = (int) (turn.getScaleX() + turn.getShearY() * width);
      down = (int) (turn.getShearX() + turn.getScaleY() * width);
    }

    void paint(YuvPicture tile, int tileLeft, int tileTop, Row row) {
      int columns = Math.min(tile.width(), left + seen.width() - tileLeft);
      int rows = Math.min(tile.height(), top + seen.height() - tileTop);
      int skipped = Math.max(0, left - tileLeft);
      for (int y = Math.max(0, top - tileTop); y < rows && columns > skipped; y++) {
        int at = origin + (tileLeft + skipped - left) * right + (tileTop + y - top) * down;
        row.paint(at, tile.rgb(y, columns), skipped);
      }
    }

    void put(int at, byte[] row, int skipped) {
      if (right == 1) {
        System.arraycopy(row, 3 * skipped, rgb, 3 * at, row.length - 3 * skipped);
        return;
      }
      for (int from = 3 * skipped, to = 3 * at; from < row.length; from += 3, to += 3 * right) {
        rgb[to] = row[from];
        rgb[to + 1] = row[from + 1];
        rgb[to + 2] = row[from + 2];
      }
    }

    /** Lets white through where the picture is not opaque. */
    void whiten(int at, byte[] opacity, int skipped) {
      for (int from = 3 * skipped, to = 3 * at; from < opacity.length; from += 3) {
        for (int i = to; i < to + 3; i++) {
          rgb[i] = (byte) (WHITE - (WHITE - (rgb[i] & 0xFF)) * (opacity[from] & 0xFF) / WHITE);
        }
        to += 3 * right;
      }
    }
  }

  /** Paints a row from a pixel on. */
  @FunctionalInterface
  private interface Row {
    void paint(int at, byte[] rgb, int skipped);
  }
}
