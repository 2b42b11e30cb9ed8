package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.local.rekognition.label.LabelFilters;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** DetectLabels' {@code Settings}, with Amazon's limits for filters. */
final class LabelSettings {

  private static final int MOST_FILTERS = 100;
  private static final int MOST_CHARACTERS = 50;
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9àâèçñó'-_(). ]*");

  private LabelSettings() {}

  static LabelFilters filters(JsonNode request) throws ServiceError {
    JsonNode labels =
        RequestFields.block(RequestFields.block(request, "Settings"), "GeneralLabels");
    return new LabelFilters(
        filter(labels, "LabelInclusionFilters"),
        filter(labels, "LabelCategoryInclusionFilters"),
        filter(labels, "LabelExclusionFilters"),
        filter(labels, "LabelCategoryExclusionFilters"));
  }

  private static Set<String> filter(JsonNode labels, String name) throws ServiceError {
    JsonNode list = RequestFields.list(labels, name);
    if (list.size() > MOST_FILTERS) {
      throw ServiceError.invalidParameter(name + " has more than 100 elements.");
    }
    Set<String> filter = new HashSet<>();
    for (JsonNode element : list) {
      if (!element.isTextual()) {
        throw ServiceError.serialization(name + " has an element that is not text.");
      }
      String text = element.textValue();
      if (text.length() > MOST_CHARACTERS || !ALLOWED.matcher(text).matches()) {
        throw ServiceError.invalidParameter(
            "%s has '%s', which has more than 50 characters or one that is not allowed."
                .formatted(name, text));
      }
      filter.add(text);
    }
    return filter;
  }
}
