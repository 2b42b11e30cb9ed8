package io.fanlens.picture;

/** A picture that can never work. The message is a plain sentence for whoever uploaded it. */
public final class BadPictureException extends Exception {

  private static final long serialVersionUID = 1;

  private final PictureProblem problem;

  public BadPictureException(PictureProblem problem, String sentence) {
    super(sentence);
    this.problem = problem;
  }

  /**
   * A file that cannot be read to its end.
   *
   * @param what is wrong, for example {@code "has no frame"}
   */
  public static BadPictureException broken(PictureFormat format, String what) {
    return new BadPictureException(
        PictureProblem.BROKEN,
        "The file begins like %s picture but cannot be read: it %s."
            .formatted(format.withArticle(), what));
  }

  /**
   * A picture of a kind that is known here by name only.
   *
   * @param what it is, for example {@code "is compressed with JBIG"}
   */
  public static BadPictureException unsupported(PictureFormat format, String what) {
    return new BadPictureException(
        PictureProblem.UNSUPPORTED_FORMAT,
        "The %s %s, which cannot be converted here; upload it as JPEG or PNG."
            .formatted(format, what));
  }

  public PictureProblem problem() {
    return problem;
  }
}
