package io.fanlens.picture;

/** How a picture may be sent for an operation, by its header and its size in bytes. */
public enum Sendable {
  /** As it is, from the bucket or as bytes. */
  AS_IT_IS,
  /** As it is from the bucket only: as bytes it is too large and must be converted. */
  AS_OBJECT,
  /** Converted only. */
  CONVERTED
}
