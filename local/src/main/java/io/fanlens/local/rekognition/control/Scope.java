package io.fanlens.local.rekognition.control;

import java.util.List;

/** Scope of a rule: one operation or all, in one Region or all. */
public record Scope(String operation, String region) {

  /** All operations, or all Regions. */
  public static final String ANY = "*";

  /** The scopes that cover this one, most specific first: a Region before an operation. */
  List<Scope> outwards() {
    return List.of(this, new Scope(ANY, region), new Scope(operation, ANY), new Scope(ANY, ANY));
  }
}
