package io.fanlens.picture;

/** Why a picture can never work. The names are the error codes in the table. */
public enum PictureProblem {
  /** The bytes are no picture of any kind that is known here. */
  NOT_A_PICTURE,
  /** It begins like a picture but cannot be read to its end. */
  BROKEN,
  /** A picture, but of a format that cannot be converted here. */
  UNSUPPORTED_FORMAT,
  /** A side is shorter than Rekognition's least. */
  TOO_SMALL,
  /** CompareFaces needs a face, and Rekognition found none. */
  NO_FACE,
  /** The file has more bytes than can be fetched, or than Rekognition takes. */
  TOO_LARGE,
  /** Width times height is more than can be converted in the function's memory. */
  TOO_MANY_PIXELS,
  /** The object lies in an archive and must be restored before it can be read. */
  ARCHIVED,
  /** The object is encrypted with a key that only its uploader has (SSE-C). */
  ENCRYPTED
}
