package io.fanlens.picture;

/**
 * Writes a JPEG once more in coarser steps, without making pixels of it: each coded number is read,
 * divided anew and written. No transform and no colours are needed, so 12 Mpx take three quarters
 * of what libvips takes. Upright pictures need no memory but for the two files; turned ones are
 * held once, with 3.2 bytes a pixel.
 *
 * <p>Steps that are coarser already stay, since finer ones would only cost bytes.
 */
final class JpegRequantiser {

  private static final int ENTRIES = JpegBlockReader.ENTRIES;

  /** 3 bytes each are held of a picture that is turned. */
  private static final long MOST_TURNED = 20_000_000;

  private static final int FIRST_RESTART = 0xD0;
  private static final int END_OF_IMAGE = 0xD9;

  private final BaselineJpeg jpeg;
  private final JpegTurn turn;
  private final JpegBlockReader reader;
  private final JpegBlockWriter writer;
  private final int[] places = new int[ENTRIES];
  private final int[] numbers = new int[ENTRIES];

  /** Takes a block of a unit, which the reader has just read. */
  @FunctionalInterface
  private interface Use {
    void of(int component, int unit, int block, int count) throws NotRequantised;
  }

  /**
   * A component's blocks where they belong in the turned picture.
   *
   * @param set the places of each block's numbers, as bits
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Held(JpegTurn.Blocks blocks, short[] numbers, long[] set) {}

  private JpegRequantiser(byte[] file, int quality, Orientation orientation) throws NotRequantised {
    jpeg = BaselineJpeg.read(file);
    turn = JpegTurn.of(jpeg, orientation);
    JpegSteps steps = JpegSteps.coarser(jpeg, turn, quality);
    reader = new JpegBlockReader(file, jpeg, factors(steps));
    writer = new JpegBlockWriter(steps.header(), file.length + file.length / 8);
  }

  /**
   * The JPEG in the steps of a quality, upright.
   *
   * @throws NotRequantised when it is of another kind, cannot be turned so, or is broken
   */
  static byte[] jpeg(byte[] file, int quality, Orientation orientation) throws NotRequantised {
    JpegRequantiser requantiser = new JpegRequantiser(file, quality, orientation);
    return orientation.equals(Orientation.AS_STORED)
        ? requantiser.asStored()
        : requantiser.turned();
  }

  private int[][] factors(JpegSteps steps) {
    int[][] factors = new int[jpeg.components()][ENTRIES];
    for (int component = 0; component < factors.length; component++) {
      for (int i = 0; i < ENTRIES; i++) {
        int step = steps.of(component)[turn.place(i)];
        factors[component][i] =
            ((jpeg.steps(component)[i] << JpegBlockReader.FRACTION) + step / 2) / step;
      }
    }
    return factors;
  }

  private byte[] asStored() throws NotRequantised {
    each(
        (component, _, _, count) -> {
          writer.write(component, reader.places, reader.numbers, count);
        });
    return writer.ended();
  }

  private byte[] turned() throws NotRequantised {
    if (turn.size().pixels() > MOST_TURNED) {
      throw new NotRequantised("it is too large to be held");
    }
    int columns = Math.ceilDiv(jpeg.width(), jpeg.unit());
    int rows = Math.ceilDiv(jpeg.height(), jpeg.unit());
    Held[] held = new Held[jpeg.components()];
    for (int component = 0; component < held.length; component++) {
      int side = jpeg.blocks(component);
      int blocks = columns * side * rows * side;
      held[component] =
          new Held(
              turn.blocks(columns * side, rows * side),
              new short[blocks * ENTRIES],
              new long[blocks]);
    }
    each(
        (component, unit, block, count) -> {
          Held all = held[component];
          int side = jpeg.blocks(component);
          int index =
              all.blocks.of(
                  unit % columns * side + block % side, unit / columns * side + block / side);
          long set = 0;
          for (int i = 0; i < count; i++) {
            int place = turn.place(reader.places[i]);
            set |= 1L << place;
            all.numbers[index * ENTRIES + place] =
                (short) (reader.numbers[i] * turn.sign(reader.places[i]));
          }
          all.set[index] = set;
        });
    write(held);
    return writer.ended();
  }

  private void write(Held[] held) throws NotRequantised {
    int columns = Math.ceilDiv(turn.size().width(), jpeg.unit());
    int rows = Math.ceilDiv(turn.size().height(), jpeg.unit());
    for (int unit = 0; unit < columns * rows; unit++) {
      for (int component = 0; component < held.length; component++) {
        int side = jpeg.blocks(component);
        for (int block = 0; block < side * side; block++) {
          int column = unit % columns * side + block % side;
          int row = unit / columns * side + block / side;
          write(component, held[component], row * columns * side + column);
        }
      }
    }
  }

  private void write(int component, Held held, int index) throws NotRequantised {
    int count = 0;
    for (long set = held.set[index]; set != 0; set &= set - 1) {
      int place = Long.numberOfTrailingZeros(set);
      places[count] = place;
      numbers[count++] = held.numbers[index * ENTRIES + place];
    }
    writer.write(component, places, numbers, count);
  }

  /** Reads all blocks to the end of the picture. */
  private void each(Use use) throws NotRequantised {
    int units = Math.ceilDiv(jpeg.width(), jpeg.unit()) * Math.ceilDiv(jpeg.height(), jpeg.unit());
    int interval = jpeg.restartInterval();
    for (int unit = 0; unit < units; unit++) {
      if (interval > 0 && unit > 0 && unit % interval == 0) {
        reader.marker(FIRST_RESTART + (unit / interval - 1) % 8);
      }
      for (int component = 0; component < jpeg.components(); component++) {
        int side = jpeg.blocks(component);
        for (int block = 0; block < side * side; block++) {
          use.of(component, unit, block, reader.read(component));
        }
      }
      reader.check();
    }
    reader.marker(END_OF_IMAGE);
  }
}
