package io.fanlens.operations.command;

/** A user's mistake, or a condition that the user can fix: one sentence and an exit code. */
public final class UserError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public static final int FAILED = 1;
  public static final int BAD_ARGUMENTS = 2;

  private final int exitCode;

  private UserError(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** An argument is wrong; the sentence names it. */
  public static UserError badArgument(String sentence) {
    return new UserError(BAD_ARGUMENTS, sentence);
  }

  /** The arguments are valid, but the command cannot be carried out. */
  public static UserError failed(String sentence) {
    return new UserError(FAILED, sentence);
  }

  public int exitCode() {
    return exitCode;
  }
}
