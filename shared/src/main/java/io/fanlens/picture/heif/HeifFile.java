package io.fanlens.picture.heif;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.Size;
import io.fanlens.picture.header.EndOfHeadException;
import io.fanlens.picture.header.Head;
import io.fanlens.picture.header.IsoBoxes;
import io.fanlens.picture.header.IsoBoxes.Box;
import io.fanlens.picture.header.Orientation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a HEIC file consists of: a picture coded as one piece or as a grid of tiles, perhaps a
 * second one that says how opaque it is, and how both are cropped, turned and coloured. Nothing is
 * decoded here. A phone's 12 Mpx are 48 tiles of 512 x 512 px.
 */
final class HeifFile {

  private static final String ALPHA = "urn:mpeg:hevc:2015:auxid:1";
  private static final String ALPHA_AS_WELL = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

  private final Head head;
  private final IsoBoxes iso;
  private final Box properties;
  private final List<Box> allProperties;
  private final Map<Long, String> types;
  private final ItemReferences references;
  private final ItemData data;
  private final long primary;

  private HeifFile(byte[] file) throws EndOfHeadException, BadPictureException {
    head = Head.of(file);
    iso = new IsoBoxes(head, PictureFormat.HEIC);
    Box box = iso.find(0, file.length, "meta");
    List<Box> meta = iso.boxes(box.content() + 4, box.end());
    primary = iso.primaryItem(box);
    properties = iso.first(meta, "iprp");
    Box container = iso.find(properties.content(), properties.end(), "ipco");
    allProperties = iso.boxes(container.content(), container.end());
    types = types(iso.first(meta, "iinf"));
    references = new ItemReferences(head, iso, meta);
    data = new ItemData(file, iso, meta);
  }

  /**
   * @throws IOException when its structure is broken, or none that is known here
   */
  static HeifFile read(byte[] file) throws IOException {
    return guarded(() -> new HeifFile(file));
  }

  CodedPicture picture() throws IOException {
    return guarded(() -> coded(primary));
  }

  /** How opaque the picture is, as grey. */
  Optional<CodedPicture> alpha() throws IOException {
    return guarded(
        () -> {
          for (long item : references.to(primary, "auxl")) {
            if (isAlpha(item)) {
              return Optional.of(coded(item));
            }
          }
          return Optional.empty();
        });
  }

  Orientation orientation() throws IOException {
    return guarded(() -> iso.orientation(own(primary)));
  }

  /** Empty where all that is coded is to be seen. */
  Optional<Crop> crop(Size coded) throws IOException {
    return guarded(
        () -> {
          for (Box box : own(primary)) {
            if (box.name().equals("clap")) {
              Crop crop = crop(box.content(), coded);
              if (!crop.fits(coded)) {
                throw new IOException("it is cropped outside itself");
              }
              return Optional.of(crop);
            }
          }
          return Optional.empty();
        });
  }

  /** Its own size, and by how much its middle lies beside the whole picture's. */
  private Crop crop(long at, Size coded) throws EndOfHeadException {
    int width = (int) ratio(at);
    int height = (int) ratio(at + 8);
    return new Crop(
        (int) Math.round((coded.width() - width) / 2.0 + ratio(at + 16)),
        (int) Math.round((coded.height() - height) / 2.0 + ratio(at + 24)),
        new Size(width, height));
  }

  Optional<byte[]> profile() throws IOException {
    return guarded(
        () -> {
          for (Box box : own(primary)) {
            boolean icc = head.has(box.content(), "prof") || head.has(box.content(), "rICC");
            if (box.name().equals("colr") && icc) {
              return Optional.of(data.slice(box.content() + 4, box.end() - box.content() - 4));
            }
          }
          return Optional.empty();
        });
  }

  /** Where the file and not the stream says how its colours are coded. */
  Optional<ColourCoding> colours() throws IOException {
    return guarded(
        () -> {
          for (Box box : own(primary)) {
            if (box.name().equals("colr") && head.has(box.content(), "nclx")) {
              int matrix = head.uint16(box.content() + 8);
              boolean fullRange = head.uint8(box.content() + 10) >> 7 == 1;
              return Optional.of(new ColourCoding(matrix, fullRange));
            }
          }
          return Optional.empty();
        });
  }

  private CodedPicture coded(long item)
      throws EndOfHeadException, BadPictureException, IOException {
    return types.getOrDefault(item, "none").equals("grid") ? grid(item) : piece(item);
  }

  private CodedPicture piece(long item)
      throws EndOfHeadException, BadPictureException, IOException {
    String type = types.getOrDefault(item, "none");
    if (!type.equals("hvc1")) {
      throw new IOException("its picture is of the kind '%s', which is not known".formatted(type));
    }
    Box size = iso.first(own(item), "ispe");
    return new CodedPicture(
        size(head.uint32(size.content() + 4), head.uint32(size.content() + 8)),
        1,
        List.of(HevcStream.of(head, iso.first(own(item), "hvcC"), data, item)));
  }

  private CodedPicture grid(long item) throws EndOfHeadException, BadPictureException, IOException {
    Head grid = Head.of(data.of(item));
    int sideBytes = (grid.uint8(1) & 1) == 1 ? 4 : 2;
    int rows = grid.uint8(2) + 1;
    int columns = grid.uint8(3) + 1;
    Size size = size(grid.number(4, sideBytes), grid.number(4L + sideBytes, sideBytes));
    List<Long> items = references.from(item, "dimg");
    if (items.size() != rows * columns || items.size() > ItemReferences.MOST) {
      throw new IOException(
          "its grid is %d x %d and has %d tiles".formatted(columns, rows, items.size()));
    }
    List<byte[]> tiles = new ArrayList<>();
    for (long tile : items) {
      tiles.addAll(piece(tile).tiles());
    }
    return new CodedPicture(size, columns, tiles);
  }

  private static Size size(long width, long height) throws IOException {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new IOException("it says that it is %d x %d px".formatted(width, height));
    }
    return new Size((int) width, (int) height);
  }

  private List<Box> own(long item) throws EndOfHeadException, BadPictureException {
    return iso.ownProperties(properties, item, allProperties);
  }

  private boolean isAlpha(long item) throws EndOfHeadException, BadPictureException {
    for (Box box : own(item)) {
      long name = box.content() + 4;
      if (box.name().equals("auxC") && (head.has(name, ALPHA) || head.has(name, ALPHA_AS_WELL))) {
        return true;
      }
    }
    return false;
  }

  /** Of each item, in four letters. */
  private Map<Long, String> types(Box iinf) throws EndOfHeadException, BadPictureException {
    Map<Long, String> all = new HashMap<>();
    boolean old = head.uint8(iinf.content()) == 0;
    for (Box box : iso.boxes(iinf.content() + (old ? 6 : 8), iinf.end())) {
      int version = head.uint8(box.content());
      if (box.name().equals("infe") && version >= 2) {
        int idBytes = version == 2 ? 2 : 4;
        StringBuilder type = new StringBuilder(4);
        for (int i = 0; i < 4; i++) {
          type.append((char) head.uint8(box.content() + 4 + idBytes + 2 + i));
        }
        all.put(head.number(box.content() + 4, idBytes), type.toString());
      }
    }
    return all;
  }

  private double ratio(long at) throws EndOfHeadException {
    return (double) (int) head.uint32(at) / Math.max(1, head.uint32(at + 4));
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws EndOfHeadException, BadPictureException, IOException;
  }

  private static <T> T guarded(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (EndOfHeadException e) {
      throw new IOException("its structure is cut off", e);
    } catch (BadPictureException e) {
      throw new IOException("its structure is broken", e);
    }
  }
}
