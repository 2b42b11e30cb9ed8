package io.fanlens.operations.status;

import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.TerminalInput;
import io.fanlens.operations.deployment.OperationsException;
import io.fanlens.quota.QuotaRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** The live view's lines as a part of another display. They are read anew twice a second. */
public final class LiveLines implements Supplier<List<String>> {

  private static final Duration EVERY = Duration.ofMillis(500);

  private final Terminal terminal;
  private final Supplier<LiveSnapshot> reads;
  private final Supplier<Optional<TerminalInput.Size>> sizes;
  private final InstantSource clock;
  private final LiveRates rates = new LiveRates(QuotaRules.DEFAULTS);
  private Instant readAt = Instant.EPOCH;
  private List<String> lines = List.of();

  /**
   * Of a deployment.
   *
   * @param sizes the room for the lines now
   */
  public LiveLines(
      Terminal terminal,
      Supplier<LiveSnapshot> reads,
      Supplier<Optional<TerminalInput.Size>> sizes,
      InstantSource clock) {
    this.terminal = terminal;
    this.reads = reads;
    this.sizes = sizes;
    this.clock = clock;
  }

  /** The last lines where a read fails: they are only an addition. */
  @Override
  public List<String> get() {
    Instant now = clock.instant();
    if (Duration.between(readAt, now).compareTo(EVERY) >= 0) {
      readAt = now;
      try {
        Optional<TerminalInput.Size> size = sizes.get();
        Terminal wide =
            terminal.withWidth(size.map(TerminalInput.Size::columns).orElse(terminal.width()));
        lines = LiveWatch.fitting(LiveText.of(wide, rates.add(reads.get())), size);
      } catch (SdkException | OperationsException e) {
        return lines;
      }
    }
    return lines;
  }
}
