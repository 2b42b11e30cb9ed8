package io.fanlens.functions.api;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiRequest;

/** One way to call the API: who calls, what is asked, and how the answer is said. */
interface Door {

  /** Answers a request. */
  ApiResponse answer(ApiRequest request, CallTime time)
      throws ApiException, AccessUnavailableException, InterruptedException;

  /** Says why there is no answer. */
  ApiResponse refused(ApiRequest request, ApiException e);
}
