package io.fanlens.functions.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.access.AccessUnavailableException;
import io.fanlens.functions.page.live.LiveAnswers;
import io.fanlens.functions.page.request.PageException;
import io.fanlens.functions.page.request.PageProblem;
import io.fanlens.functions.page.request.PageUser;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.redrive.DeadLetterQueue;
import io.fanlens.redrive.Redrive;
import java.util.Optional;

/** What operators alone may: see the deployment at work, and move its dead letters. */
final class PageOperators {

  /** In one request, which must be answered in time; the page asks again. */
  private static final int MOST_MOVED = 500;

  private final LiveAnswers live;
  private final DeadLetterQueue deadLetters;

  PageOperators(LiveAnswers live, DeadLetterQueue deadLetters) {
    this.live = live;
    this.deadLetters = deadLetters;
  }

  ObjectNode live(PageUser user) throws PageException {
    check(user);
    try {
      return live.read();
    } catch (TableUnavailableException | AccessUnavailableException e) {
      throw new PageException(PageProblem.UNAVAILABLE, "A table does not answer.", e);
    }
  }

  ObjectNode redrive(PageUser user, JsonNode body) throws PageException, InterruptedException {
    check(user);
    JsonNode reason = body.path("reason");
    if (!reason.isMissingNode() && !(reason.isTextual() && reason.asText().matches("\\w{1,64}"))) {
      throw new PageException(PageProblem.BAD_REQUEST, "reason is an error code.");
    }
    Redrive.Report report =
        Redrive.part(
                deadLetters,
                reason.isTextual() ? Optional.of(reason.asText()) : Optional.empty(),
                MOST_MOVED)
            .run(handled -> {});
    return JsonNodeFactory.instance
        .objectNode()
        .put("moved", report.totalRedriven())
        .put("left", deadLetters.approximateCount());
  }

  private static void check(PageUser user) throws PageException {
    if (!user.isOperator()) {
      throw new PageException(PageProblem.NOT_AN_OPERATOR, "Only operators see and do this.");
    }
  }
}
