package io.fanlens.functions.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.functions.page.request.PageException;
import io.fanlens.functions.page.request.PageProblem;
import io.fanlens.functions.page.request.PageRequest;
import io.fanlens.functions.page.request.TokenChecks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Has an answer for every request, whatever happens behind it. */
final class PageRequests {

  private static final Logger LOG = LoggerFactory.getLogger(PageRequests.class);

  /** AWS Lambda hands on 6 MB, headers and escapes included. */
  private static final int LARGEST = 5_500_000;

  private static final int THROTTLED = 429;
  private static final int SLOW_DOWN = 503;
  private static final String CONFIG = "config.json";

  private final TokenChecks tokens;
  private final PageApi api;
  private final PageFiles files;
  private final PageAnswer config;

  /**
   * @param config what the page reads before anybody has signed in
   */
  PageRequests(TokenChecks tokens, PageApi api, PageFiles files, ObjectNode config) {
    this.tokens = tokens;
    this.api = api;
    this.files = files;
    this.config = PageAnswer.ok(config);
  }

  /**
   * Answers within a time. The work runs on a thread of its own, which has ended or was interrupted
   * when this returns.
   */
  PageAnswer answer(PageRequest request, Duration time) throws InterruptedException {
    Callable<PageAnswer> work = () -> request.isApi() ? ofApi(request) : file(request);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<PageAnswer> result =
          threads.invokeAll(List.of(work), time.toMillis(), TimeUnit.MILLISECONDS).getFirst();
      if (result.isCancelled()) {
        LOG.warn("{}: the function's time ran out", request);
        return unavailable();
      }
      return result.get();
    } catch (ExecutionException e) {
      return failed(request, e.getCause());
    }
  }

  private PageAnswer ofApi(PageRequest request) throws PageException, InterruptedException {
    PageAnswer answer = api.answer(tokens.user(request.claims()), request.call());
    if (answer.body().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new PageException(PageProblem.TOO_LARGE, "The answer is larger than can be sent.");
    }
    return answer;
  }

  private PageAnswer file(PageRequest request) throws PageException {
    if (!request.method().equals("GET")) {
      throw new PageException(PageProblem.NOT_FOUND, "There is no such file.");
    }
    if (request.file().equals(CONFIG)) {
      return config;
    }
    if (!files.areThere()) {
      throw new PageException(
          PageProblem.UNAVAILABLE,
          "This function was built without the page's files; build it with them and deploy again.");
    }
    if (!request.file().isEmpty()) {
      return files
          .get(request.file())
          .orElseThrow(() -> new PageException(PageProblem.NOT_FOUND, "There is no such file."));
    }
    return request.path().isEmpty() || request.path().endsWith("/")
        ? files.get(PageFiles.INDEX).orElseThrow()
        : withSlash(request.path());
  }

  /** Relative, so that it is right behind whatever stands before the gateway. */
  private static PageAnswer withSlash(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return new PageAnswer(308, Map.of("Location", "./" + last + "/"), "");
  }

  private static PageAnswer failed(PageRequest request, Throwable cause) {
    if (cause instanceof PageException refused) {
      if (refused.getCause() != null && refused.problem().passes()) {
        LOG.warn("{}", request, refused.getCause());
      }
      return PageAnswer.refused(refused);
    }
    if (cause instanceof AwsServiceException e && isThrottle(e)) {
      LOG.warn("{}", request, e);
      return PageAnswer.refused(
          new PageException(PageProblem.BUSY, "Too many requests at once; try again."));
    }
    LOG.error("{}", request, cause);
    return unavailable();
  }

  private static boolean isThrottle(AwsServiceException e) {
    return e.isThrottlingException()
        || e.statusCode() == THROTTLED
        || (e.statusCode() == SLOW_DOWN
            && e.awsErrorDetails() != null
            && "SlowDown".equals(e.awsErrorDetails().errorCode()));
  }

  private static PageAnswer unavailable() {
    return PageAnswer.refused(
        new PageException(PageProblem.UNAVAILABLE, "A service does not answer; try again."));
  }
}
