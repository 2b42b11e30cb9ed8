package io.fanlens.functions.page.picture;

import io.fanlens.functions.page.request.PageException;
import io.fanlens.functions.page.request.PageProblem;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.NoRoomException;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.settings.PictureLimits;
import java.time.Duration;
import java.util.Locale;

/** Small pictures for what no browser draws, or is too large to be sent fifty times. */
public final class Previews {

  /** Those of a list, in pixels of the longer side. */
  public static final int SMALL = 512;

  public static final int LARGE = 2_048;

  /** A browser waits, and the gateway only until 29 s. */
  private static final Duration TURN = Duration.ofSeconds(10);

  private final PageBucket bucket;
  private final PreviewStore store;
  private final PicturePreparer preparer;
  private final long maxBytes;

  /**
   * Creates the maker.
   *
   * @param maxBytes of a picture of which a preview is made
   */
  public Previews(PageBucket bucket, PreviewStore store, PicturePreparer preparer, long maxBytes) {
    this.bucket = bucket;
    this.store = store;
    this.preparer = preparer;
    this.maxBytes = maxBytes;
  }

  /** The address of a preview, whether it is there or not. */
  public String address(PictureObject object) {
    return store.read(object, SMALL);
  }

  /**
   * The address of a preview that is there now. Two requests at once make it twice, which harms
   * nothing.
   *
   * @throws PageException when the picture is gone, or cannot be drawn
   */
  public String made(PictureObject object, int side) throws PageException, InterruptedException {
    if (!store.isThere(object, side)) {
      PreparedPicture drawn = drawn(object, side);
      String type = "image/" + drawn.format().name().toLowerCase(Locale.ROOT);
      store.put(object, side, drawn.bytes(), type);
    }
    return store.read(object, side);
  }

  private PreparedPicture drawn(PictureObject object, int side)
      throws PageException, InterruptedException {
    if (object.size() > maxBytes) {
      throw new PageException(
          PageProblem.NOT_A_PICTURE,
          "It is too large for a preview: at most %d bytes.".formatted(maxBytes));
    }
    byte[] bytes =
        bucket
            .bytes(object)
            .orElseThrow(
                () -> new PageException(PageProblem.NOT_FOUND, "The picture is no longer there."));
    try {
      return preparer.prepare(bytes, new PictureLimits(side * side * 3, 1, side), TURN);
    } catch (BadPictureException e) {
      throw new PageException(PageProblem.NOT_A_PICTURE, e.getMessage(), e);
    } catch (NoRoomException e) {
      throw new PageException(PageProblem.BUSY, "Other previews are made right now.", e);
    }
  }
}
