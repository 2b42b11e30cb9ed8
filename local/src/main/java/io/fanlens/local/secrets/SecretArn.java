package io.fanlens.local.secrets;

import java.util.Locale;

/**
 * ARNs of secrets, which end in six characters that the name does not tell. Here they follow from
 * the name, so that they are the same at every start.
 */
public final class SecretArn {
  private static final int SUFFIX = 6;

  private SecretArn() {}

  /** {@code Master-1a2b3c} for the secret {@code Master}. */
  public static String resource(String name) {
    String hex = String.format(Locale.ROOT, "%08x", name.hashCode());
    return name + "-" + hex.substring(hex.length() - SUFFIX);
  }
}
