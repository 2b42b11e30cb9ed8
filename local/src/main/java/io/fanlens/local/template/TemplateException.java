package io.fanlens.local.template;

/** A template that cannot be read or made, said in one sentence that names the part at fault. */
public final class TemplateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public TemplateException(String message) {
    super(message);
  }

  public TemplateException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same fault, with the resource, output or condition that it is in. */
  public TemplateException in(String owner) {
    return new TemplateException(owner + ": " + getMessage(), this);
  }
}
