package io.fanlens.local.rekognition.control;

import java.util.List;

/** What a rule holds for: an operation or all, in a Region or all. */
public record Scope(String operation, String region) {

  /** Stands for all operations, or all Regions. */
  public static final String ANY = "*";

  /** Where to look for a rule, the most particular first. A Region goes before an operation. */
  List<Scope> outwards() {
    return List.of(this, new Scope(ANY, region), new Scope(operation, ANY), new Scope(ANY, ANY));
  }
}
