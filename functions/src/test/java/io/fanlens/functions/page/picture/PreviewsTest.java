package io.fanlens.functions.page.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.functions.page.request.PageException;
import io.fanlens.functions.page.request.PageProblem;
import io.fanlens.picture.preparation.PicturePreparer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PreviewsTest {

  private static final PictureObject PICTURE = object("tag");

  private final Stored stored = new Stored();
  private final Previews previews =
      new Previews(stored, stored, new PicturePreparer(2_000_000), 10_000_000);

  private static PictureObject object(String eTag) {
    return new PictureObject("web/ada/0/a.bmp", 1_000, Instant.EPOCH, eTag);
  }

  private static byte[] picture(String format, int width, int height) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, file);
    return file.toByteArray();
  }

  @Test
  void shouldDrawOneWithTheSideThatWasAskedFor() throws Exception {
    stored.bytes = Optional.of(picture("bmp", 1_000, 250));
    assertEquals("tag-512", previews.made(PICTURE, 512));
    BufferedImage preview = ImageIO.read(new ByteArrayInputStream(stored.files.get("tag-512")));
    assertEquals("512 x 128", preview.getWidth() + " x " + preview.getHeight());
    assertEquals("image/jpeg", stored.type);
  }

  @Test
  void shouldDrawEachVersionAndSideOnce() throws Exception {
    stored.bytes = Optional.of(picture("png", 600, 600));
    for (int i = 0; i < 3; i++) {
      previews.made(PICTURE, 512);
      previews.made(PICTURE, 2_048);
      previews.made(object("next"), 512);
    }
    assertEquals(3, stored.puts);
  }

  @Test
  void shouldHandOutASmallPngAsOne() throws Exception {
    stored.bytes = Optional.of(picture("png", 20, 10));
    previews.made(PICTURE, 512);
    assertEquals("image/png", stored.type);
  }

  @Test
  void shouldRefuseWhatCannotBeDrawn() throws Exception {
    for (byte[] file :
        List.of(
            new byte[0],
            "<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            picture("png", 2_000, 1_001))) {
      stored.bytes = Optional.of(file);
      assertRefused(PageProblem.NOT_A_PICTURE, PICTURE);
    }
    stored.bytes = Optional.empty();
    assertRefused(PageProblem.NOT_FOUND, PICTURE);
    assertRefused(
        PageProblem.NOT_A_PICTURE, new PictureObject("k", 10_000_001, Instant.EPOCH, "tag"));
    assertEquals(0, stored.puts);
  }

  private void assertRefused(PageProblem problem, PictureObject object) {
    assertEquals(
        problem, assertThrows(PageException.class, () -> previews.made(object, 512)).problem());
  }

  /** One picture, and its previews by version and side. */
  private static final class Stored implements PageBucket, PreviewStore {

    final Map<String, byte[]> files = new HashMap<>();
    Optional<byte[]> bytes = Optional.empty();
    String type;
    int puts;

    @Override
    public boolean isThere(PictureObject object, int side) {
      return files.containsKey(read(object, side));
    }

    @Override
    public void put(PictureObject object, int side, byte[] preview, String as) {
      puts++;
      type = as;
      files.put(read(object, side), preview);
    }

    @Override
    public String read(PictureObject object, int side) {
      return object.eTag() + "-" + side;
    }

    @Override
    public Optional<byte[]> bytes(PictureObject object) {
      return bytes;
    }

    @Override
    public Listing list(String prefix, String after, int most) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, PictureObject> find(Collection<String> keys) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String address() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> form(String key, String as, long most) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String read(String key, String as, boolean attachment) {
      throw new UnsupportedOperationException();
    }
  }
}
