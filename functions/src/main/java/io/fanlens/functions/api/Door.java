package io.fanlens.functions.api;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiRequest;
import java.time.Instant;

/** One way to call the API: who calls, what is asked, and how the answer is said. */
interface Door {

  /**
   * Answers a request.
   *
   * @param lastStart no call is sent after this
   */
  ApiResponse answer(ApiRequest request, Instant lastStart)
      throws ApiException, AccessUnavailableException, InterruptedException;

  /** Says why there is no answer. */
  ApiResponse refused(ApiRequest request, ApiException e);
}
