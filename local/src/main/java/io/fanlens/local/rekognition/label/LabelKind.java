package io.fanlens.local.rekognition.label;

import java.util.List;

/**
 * A label of Rekognition's taxonomy.
 *
 * @param parents names of more general labels, the nearest first
 */
record LabelKind(String name, List<String> parents, String category, List<String> aliases) {}
