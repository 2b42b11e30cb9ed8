package io.fanlens.picture.header;

/** What a header says of a picture's colours, where it is cheap to say. */
public enum ColourModel {
  GREY,
  GREY_ALPHA,
  RGB,
  RGB_ALPHA,
  PALETTE,
  CMYK,
  /** Lab and what else TIFF knows. */
  OTHER,
  UNKNOWN
}
