package io.fanlens.local.events;

import java.util.List;
import java.util.Optional;

/**
 * A pipe from a table's stream to the event bus.
 *
 * @param roleArn whose rights it has
 * @param startingPosition LATEST or TRIM_HORIZON
 * @param filters a change passes that matches any of them; none lets all pass
 * @param template of the event's detail; without one it is the change as it is
 */
public record PipeSpec(
    String name,
    String region,
    String roleArn,
    String streamArn,
    String busArn,
    String startingPosition,
    List<EventPattern> filters,
    Optional<InputTemplate> template,
    String source,
    String detailType) {

  public PipeSpec {
    filters = List.copyOf(filters);
  }
}
