package io.fanlens.local.events;

import java.util.List;
import java.util.Optional;

/**
 * A pipe from a table's stream to the event bus.
 *
 * @param roleArn whose permissions it has
 * @param startingPosition LATEST or TRIM_HORIZON
 * @param filters a change passes if it matches any of them; without filters all pass
 * @param template of the event's detail; without one the detail is the change itself
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
