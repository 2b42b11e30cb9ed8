package io.fanlens.e2e.page;

import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.StartCache;
import io.fanlens.e2e.Templates;
import java.nio.file.Path;

/** The stage web on this machine. */
public final class PageCloud {

  private PageCloud() {}

  public static PipelineOptions options(Path directory) {
    return new PipelineOptions(directory).template(Templates.WEB);
  }

  /** Returns when a first request was answered, for which the page's process had to start. */
  public static PipelineCloud start(PipelineOptions options) {
    StartCache.record(
        "PageHandler",
        () -> startAsItIs(options(StartCache.workplace("page")).processes(1)).close());
    return startAsItIs(options);
  }

  private static PipelineCloud startAsItIs(PipelineOptions options) {
    PipelineCloud cloud = options.start();
    // The gateway waits for it for 29 s only.
    Eventually.until(
        "a first answer", () -> PageClient.get(PageClient.url(cloud)).statusCode() == 200);
    return cloud;
  }
}
