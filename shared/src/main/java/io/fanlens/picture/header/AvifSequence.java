package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.Size;
import io.fanlens.picture.header.IsoBoxes.Box;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The first frame of an AVIF that moves (brand {@code avis}), as a file of its own: libvips reads
 * stills only. Most such files hold a still too; of the others, the first sample of the track is
 * one, since every sequence begins with a key frame.
 */
public final class AvifSequence {

  private static final String STILL = "avif";
  private static final int BRAND = 8;

  /** What stands in the description of a picture track before its own boxes. */
  private static final int VISUAL_ENTRY = 78;

  private final byte[] file;
  private final Head head;
  private final IsoBoxes iso;
  private final Box samples;
  private final Box entry;

  private AvifSequence(byte[] file, Head head, Box movie)
      throws EndOfHeadException, BadPictureException {
    this.file = file;
    this.head = head;
    iso = new IsoBoxes(head, PictureFormat.AVIF);
    samples = pictureTrack(movie);
    Box descriptions = iso.find(samples.content(), samples.end(), "stsd");
    entry = iso.find(descriptions.content() + 8, descriptions.end(), "av01");
  }

  /** The size of the frames of a file without a still. */
  static Size size(Head head, Box movie) throws EndOfHeadException, BadPictureException {
    AvifSequence sequence = new AvifSequence(new byte[0], head, movie);
    return sequence.size();
  }

  /** The file that shows the first frame; the given one where it is a still. */
  public static byte[] still(byte[] avif) throws IOException {
    if (avif.length < BRAND + STILL.length() || avif[BRAND + 3] != 's') {
      return avif;
    }
    Head head = Head.of(avif);
    try {
      Box first = new IsoBoxes(head, PictureFormat.AVIF).findFirst(0, avif.length, "meta", "moov");
      if (first.name().equals("meta")) {
        byte[] still = avif.clone();
        System.arraycopy(letters(STILL), 0, still, BRAND, STILL.length());
        return still;
      }
      return new AvifSequence(avif, head, first).firstFrame();
    } catch (EndOfHeadException | BadPictureException e) {
      throw new IOException("its first frame cannot be found", e);
    }
  }

  /** The track of pictures; its opacity has another one. */
  private Box pictureTrack(Box movie) throws EndOfHeadException, BadPictureException {
    for (Box track : iso.boxes(movie.content(), movie.end())) {
      if (track.name().equals("trak")) {
        Box media = iso.find(track.content(), track.end(), "mdia");
        Box handler = iso.find(media.content(), media.end(), "hdlr");
        if (head.has(handler.content() + 8, "pict") || head.has(handler.content() + 8, "vide")) {
          Box information = iso.find(media.content(), media.end(), "minf");
          return iso.find(information.content(), information.end(), "stbl");
        }
      }
    }
    throw BadPictureException.broken(PictureFormat.AVIF, "has no track of pictures");
  }

  private Size size() throws EndOfHeadException {
    return new Size(head.uint16(entry.content() + 24), head.uint16(entry.content() + 26));
  }

  private byte[] firstFrame() throws EndOfHeadException, BadPictureException {
    byte[] sample = firstSample();
    Size size = size();
    ByteArrayOutputStream properties = new ByteArrayOutputStream();
    properties.writeBytes(box("ispe", numbers(0, size.width(), size.height())));
    int count = 1;
    List<Box> own = iso.boxes(entry.content() + VISUAL_ENTRY, entry.end());
    for (Box each : own) {
      if (each.name().equals("av1C") || each.name().equals("colr")) {
        byte[] content = Arrays.copyOfRange(file, (int) each.content(), (int) each.end());
        properties.writeBytes(box(each.name(), content));
        count++;
      }
    }
    ByteArrayOutputStream association = new ByteArrayOutputStream();
    association.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 1, (byte) count});
    for (int i = 1; i <= count; i++) {
      association.write(i);
    }
    byte[] type = box("ftyp", letters(STILL), new byte[4], letters(STILL), letters("mif1"));
    byte[] parts =
        together(
            box("hdlr", new byte[8], letters("pict"), new byte[13]),
            box("pitm", new byte[4], new byte[] {0, 1}),
            box("iinf", new byte[] {0, 0, 0, 0, 0, 1}, box("infe", info())),
            box(
                "iprp",
                box("ipco", properties.toByteArray()),
                box("ipma", association.toByteArray())));
    int locationBytes = 30;
    int at = type.length + 12 + parts.length + locationBytes + 8;
    byte[] location = box("iloc", locations(at, sample.length));
    return together(type, box("meta", new byte[4], parts, location), box("mdat", sample));
  }

  private byte[] firstSample() throws EndOfHeadException, BadPictureException {
    Box chunks = iso.findFirst(samples.content(), samples.end(), "stco", "co64");
    long at =
        chunks.name().equals("stco")
            ? head.uint32(chunks.content() + 8)
            : head.int64(chunks.content() + 8);
    Box sizes = iso.find(samples.content(), samples.end(), "stsz");
    long common = head.uint32(sizes.content() + 4);
    long length = common > 0 ? common : head.uint32(sizes.content() + 12);
    if (at < 0 || length < 1 || length > file.length - at) {
      throw BadPictureException.broken(PictureFormat.AVIF, "ends before its first frame");
    }
    return Arrays.copyOfRange(file, (int) at, (int) (at + length));
  }

  /** Version 2: item 1, not protected, AV1, without a name. */
  private static byte[] info() {
    return together(new byte[] {2, 0, 0, 0, 0, 1, 0, 0}, letters("av01"), new byte[1]);
  }

  /** Version 0, offsets and lengths of 4 bytes: item 1 in one piece. */
  private static byte[] locations(int at, int length) {
    return ByteBuffer.allocate(22)
        .putInt(0)
        .putShort((short) 0x4400)
        .putShort((short) 1)
        .putShort((short) 1)
        .putShort((short) 0)
        .putShort((short) 1)
        .putInt(at)
        .putInt(length)
        .array();
  }

  private static byte[] box(String name, byte[]... contents) {
    byte[] content = together(contents);
    return together(numbers(8 + content.length), letters(name), content);
  }

  private static byte[] numbers(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
    for (int number : numbers) {
      bytes.putInt(number);
    }
    return bytes.array();
  }

  private static byte[] letters(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] together(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
