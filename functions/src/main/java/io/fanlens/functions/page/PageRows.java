package io.fanlens.functions.page;

import io.fanlens.settings.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table of results, as the page needs it. */
interface PageRows {

  /**
   * The rows that there are, by key and operation's name.
   *
   * @param whole with their answers, wherever those are stored
   */
  Map<String, Map<String, Map<String, AttributeValue>>> read(
      Collection<String> keys, List<Operation> operations, boolean whole);
}
