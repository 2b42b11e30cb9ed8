package io.fanlens.functions.page.picture;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bucket of the pictures, as the page needs it. */
public interface PageBucket {

  /**
   * Some objects in the order of their keys.
   *
   * @param next where the list goes on; empty at its end
   */
  record Listing(List<PictureObject> objects, Optional<String> next) {}

  /**
   * Lists a folder.
   *
   * @param after what an earlier listing said under {@code next}, or the key of one of its objects;
   *     empty for the beginning
   */
  Listing list(String prefix, String after, int most);

  /** Those of these objects that there are, by key. */
  Map<String, PictureObject> find(Collection<String> keys) throws InterruptedException;

  /** Its rows and large answers go with it, by the removal's event. */
  void delete(String key);

  /** Its bytes; empty where it was removed or replaced meanwhile. */
  Optional<byte[]> bytes(PictureObject object);

  /** Where a browser sends such a form. */
  String address();

  /** A form for one upload. */
  Map<String, String> form(String key, String type, long bytes);

  /**
   * An address at which the object can be read for an hour, as this type and no other.
   *
   * @param attachment whether the browser saves it under its name
   */
  String read(String key, String type, boolean attachment);
}
