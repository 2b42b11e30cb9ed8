package io.fanlens.stage.configuration;

import java.util.List;

/** Compares long generated texts. */
public final class FirstDifference {

  private FirstDifference() {}

  /** The first line that differs, which says more than two whole texts. */
  public static String of(String committed, String generated) {
    List<String> was = committed.lines().toList();
    List<String> is = generated.lines().toList();
    for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
      String old = i < was.size() ? was.get(i) : "(end)";
      String renewed = i < is.size() ? is.get(i) : "(end)";
      if (!old.equals(renewed)) {
        return "line %d: committed is %s, generated is %s"
            .formatted(i + 1, old.strip(), renewed.strip());
      }
    }
    return "no difference";
  }
}
