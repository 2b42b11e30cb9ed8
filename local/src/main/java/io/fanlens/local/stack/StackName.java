package io.fanlens.local.stack;

import io.fanlens.local.template.Template;
import io.fanlens.settings.Settings;

/**
 * What a stack is called. Names that the template leaves open begin with it, and policies name them
 * by that beginning.
 */
public final class StackName {

  /** As the default stage is called. */
  static final String DEFAULT = "Fanlens";

  private StackName() {}

  /** What the template tells its function; {@value #DEFAULT} when it tells nothing. */
  public static String of(Template template) {
    return template.resources().stream()
        .map(one -> one.properties().at("/Environment/Variables/" + Settings.STACK_VARIABLE))
        .filter(name -> name.isTextual() && !name.asText().isEmpty())
        .map(name -> name.asText())
        .findFirst()
        .orElse(DEFAULT);
  }
}
