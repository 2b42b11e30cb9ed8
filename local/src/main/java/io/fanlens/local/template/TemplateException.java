package io.fanlens.local.template;

/** A template that cannot be read or provisioned; the message names the part at fault. */
public final class TemplateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public TemplateException(String message) {
    super(message);
  }

  public TemplateException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same, with the resource, output or condition that contains it. */
  public TemplateException in(String owner) {
    return new TemplateException(owner + ": " + getMessage(), this);
  }
}
