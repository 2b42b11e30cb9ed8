package io.fanlens.local.demo;

import io.fanlens.local.command.StageKeys;
import io.fanlens.operations.command.UserError;
import java.util.List;

/** Puts the demo's pictures under keys that the stage analyzes. */
record DemoKeys(StageKeys keys) {

  /**
   * The pictures that the stage analyzes.
   *
   * @param pictures with keys that may be below any prefix
   * @throws UserError when there are none
   */
  List<DemoPicture> place(List<DemoPicture> pictures) {
    String prefix = keys.prefix();
    List<DemoPicture> placed =
        pictures.stream()
            .map(picture -> new DemoPicture(prefix + picture.key(), picture.file()))
            .filter(picture -> keys.isAnalyzed(picture.key()))
            .toList();
    if (placed.isEmpty()) {
      throw UserError.badArgument(
          "the stage analyzes no picture with a key such as %s%s; name others, or another --stage"
              .formatted(prefix, pictures.getFirst().key()));
    }
    return placed;
  }
}
