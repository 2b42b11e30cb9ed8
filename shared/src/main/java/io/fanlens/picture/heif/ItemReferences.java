package io.fanlens.picture.heif;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.header.EndOfHeadException;
import io.fanlens.picture.header.Head;
import io.fanlens.picture.header.IsoBoxes;
import io.fanlens.picture.header.IsoBoxes.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * Which items of a HEIC refer to which, by the box {@code iref}: a grid to its tiles ({@code
 * dimg}), an opacity to its picture ({@code auxl}).
 */
record ItemReferences(Head head, IsoBoxes iso, List<Box> meta) {

  /** The largest phones' pictures have some 200 tiles. */
  static final int MOST = 1_024;

  private record Reference(long from, List<Long> to) {}

  /** The items that an item refers to, in their order. */
  List<Long> from(long item, String kind) throws EndOfHeadException, BadPictureException {
    List<Long> all = new ArrayList<>();
    for (Reference reference : of(kind)) {
      if (reference.from() == item) {
        all.addAll(reference.to());
      }
    }
    return all;
  }

  /** The items that refer to an item. */
  List<Long> to(long item, String kind) throws EndOfHeadException, BadPictureException {
    List<Long> all = new ArrayList<>();
    for (Reference reference : of(kind)) {
      if (reference.to().contains(item)) {
        all.add(reference.from());
      }
    }
    return all;
  }

  private List<Reference> of(String kind) throws EndOfHeadException, BadPictureException {
    List<Reference> references = new ArrayList<>();
    for (Box iref : meta) {
      if (!iref.name().equals("iref")) {
        continue;
      }
      int idBytes = head.uint8(iref.content()) == 0 ? 2 : 4;
      for (Box box : iso.boxes(iref.content() + 4, iref.end())) {
        if (box.name().equals(kind)) {
          long at = box.content();
          int count = head.uint16(at + idBytes);
          List<Long> to = new ArrayList<>();
          for (int i = 0; i < Math.min(count, MOST); i++) {
            to.add(head.number(at + idBytes + 2 + (long) i * idBytes, idBytes));
          }
          references.add(new Reference(head.number(at, idBytes), to));
        }
      }
    }
    return references;
  }
}
