package io.fanlens.picture;

/** A picture that can never work. The message is a plain sentence for whoever uploaded it. */
public final class BadPictureException extends Exception {

  private static final long serialVersionUID = 1;

  private final PictureProblem problem;

  public BadPictureException(PictureProblem problem, String sentence) {
    super(sentence);
    this.problem = problem;
  }

  public PictureProblem problem() {
    return problem;
  }
}
