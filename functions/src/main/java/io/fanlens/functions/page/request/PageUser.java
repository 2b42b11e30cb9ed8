package io.fanlens.functions.page.request;

import io.fanlens.settings.PageSettings;

/**
 * Who asks.
 *
 * @param sub the user's id at the provider, which names the folder of their pictures
 * @param isOperator sees everybody's pictures and the deployment at work
 */
public record PageUser(String sub, boolean isOperator) {

  public static final String ROOT = PageSettings.UPLOADS;

  /** What the keys of the user's own pictures begin with. */
  public String prefix() {
    return ROOT + sub + "/";
  }

  /** A key is compared as text and never followed as a path. */
  public boolean mayUse(String key) {
    return isOperator || key.startsWith(prefix());
  }

  /** Neither in a log. */
  @Override
  public String toString() {
    return isOperator ? "an operator" : "a user";
  }
}
