package io.fanlens.picture.heif;

import io.fanlens.picture.Size;
import java.util.List;

/**
 * A picture, or its opacity, as it is coded: in one piece or as a grid of tiles.
 *
 * @param size of the whole, as stored
 * @param columns of the grid
 * @param tiles row by row, each a HEVC stream with start codes
 */
record CodedPicture(Size size, int columns, List<byte[]> tiles) {

  int rows() {
    return tiles.size() / columns;
  }
}
