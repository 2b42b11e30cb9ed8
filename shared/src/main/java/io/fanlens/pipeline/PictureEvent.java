package io.fanlens.pipeline;

import io.fanlens.result.PictureVersion;

/** What happened to one object. */
public sealed interface PictureEvent {

  PictureVersion version();

  /** A new version of the object is there. */
  record Created(PictureVersion version) implements PictureEvent {}

  /** The object is gone. */
  record Removed(PictureVersion version) implements PictureEvent {}
}
