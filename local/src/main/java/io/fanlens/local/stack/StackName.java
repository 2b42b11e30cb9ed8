package io.fanlens.local.stack;

import io.fanlens.local.template.Template;
import io.fanlens.settings.Settings;

/** The name of a stack. It is the prefix of generated names, by which policies refer to them. */
public final class StackName {

  /** Name of the default stage's stack. */
  static final String DEFAULT = "Fanlens";

  private StackName() {}

  /** The name that the template passes to its function; {@value #DEFAULT} when there is none. */
  public static String of(Template template) {
    return template.resources().stream()
        .map(one -> one.properties().at("/Environment/Variables/" + Settings.STACK_VARIABLE))
        .filter(name -> name.isTextual() && !name.asText().isEmpty())
        .map(name -> name.asText())
        .findFirst()
        .orElse(DEFAULT);
  }
}
