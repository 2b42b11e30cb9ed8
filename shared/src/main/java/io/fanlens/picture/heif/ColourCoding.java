package io.fanlens.picture.heif;

/**
 * How brightness and two planes of colour make red, green and blue.
 *
 * @param matrix by the numbers of ITU-T H.273: 1 for BT.709, 9 for BT.2020
 * @param fullRange whether black is 0 and white is all bits, else 16 and 235 of 8 bits
 */
record ColourCoding(int matrix, boolean fullRange) {

  /** The planes are green, blue and red. */
  static final int IDENTITY = 0;

  ColourCoding withFullRange() {
    return new ColourCoding(matrix, true);
  }

  /** The part of red in the brightness. */
  double red() {
    return switch (matrix) {
      case 1 -> 0.2126;
      case 9 -> 0.2627;
      default -> 0.299;
    };
  }

  /** The part of blue in the brightness. */
  double blue() {
    return switch (matrix) {
      case 1 -> 0.0722;
      case 9 -> 0.0593;
      default -> 0.114;
    };
  }
}
