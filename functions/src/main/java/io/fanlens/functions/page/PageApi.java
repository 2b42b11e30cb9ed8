package io.fanlens.functions.page;

import io.fanlens.functions.page.request.PageCall;
import io.fanlens.functions.page.request.PageException;
import io.fanlens.functions.page.request.PageProblem;
import io.fanlens.functions.page.request.PageUser;

/** Leads each request of somebody who is signed in to what answers it. */
final class PageApi {

  private final PageUploads uploads;
  private final PagePictures pictures;
  private final PageOperators operators;

  PageApi(PageUploads uploads, PagePictures pictures, PageOperators operators) {
    this.uploads = uploads;
    this.pictures = pictures;
    this.operators = operators;
  }

  PageAnswer answer(PageUser user, PageCall call) throws PageException, InterruptedException {
    return switch (call.route()) {
      case "POST uploads" -> PageAnswer.ok(uploads.forms(user, call.body()));
      case "GET pictures" -> PageAnswer.ok(pictures.list(user, call));
      case "POST pictures" -> PageAnswer.ok(pictures.lookup(user, call.body()));
      case "GET picture" -> PageAnswer.ok(pictures.picture(user, call.parameter("key")));
      case "POST previews" -> PageAnswer.ok(pictures.preview(user, call.body()));
      case "DELETE picture" -> {
        pictures.delete(user, call.parameter("key"));
        yield PageAnswer.nothing();
      }
      case "GET live" -> PageAnswer.ok(operators.live(user));
      case "POST redrive" -> PageAnswer.ok(operators.redrive(user, call.body()));
      default -> throw new PageException(PageProblem.NOT_FOUND, "There is no such route.");
    };
  }
}
