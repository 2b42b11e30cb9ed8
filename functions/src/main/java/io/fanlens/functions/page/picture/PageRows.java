package io.fanlens.functions.page.picture;

import io.fanlens.settings.Operation;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table of results, as the page needs it. */
public interface PageRows {

  /**
   * The rows that there are, by key and operation's name.
   *
   * @param owed operations by key
   * @param whole with their answers, wherever those are stored
   */
  Map<String, Map<String, Map<String, AttributeValue>>> read(
      Map<String, List<Operation>> owed, boolean whole) throws InterruptedException;
}
