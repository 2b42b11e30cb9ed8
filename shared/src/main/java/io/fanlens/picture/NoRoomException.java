package io.fanlens.picture;

/**
 * A picture waited for memory, or for its turn to be converted, until its time was over. It has not
 * been tried: it may wait in the queue as well. The thread's interrupt, if that ended the wait, is
 * still set.
 */
public final class NoRoomException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What it waited for. */
  public enum Wait {
    MEMORY,
    CONVERSION
  }

  private final Wait wait;

  public NoRoomException(Wait wait) {
    super("waited in vain for " + wait);
    this.wait = wait;
  }

  public Wait waitedFor() {
    return wait;
  }
}
