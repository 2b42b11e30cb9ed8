package io.fanlens.analysis.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rekognition.model.RekognitionException;

class CallFailedExceptionTest {

  private static final String QUOTING_A_KEY = "Unable to get object party/anna.jpg";

  @Test
  void shouldBeLoggedWithTheRequestIdForTheServicesSupport() {
    assertEquals("HTTP_500 (request id r-1)", failed("HTTP_500", answered("r-1")).loggedAs());
  }

  @Test
  void shouldBeLoggedWithItsCodeAloneWhenTheServiceGaveNoRequestId() {
    assertEquals("HTTP_502", failed("HTTP_502", answered(null)).loggedAs());
    assertEquals("TIMEOUT", failed("TIMEOUT", new IllegalStateException(QUOTING_A_KEY)).loggedAs());
    assertEquals("TIMEOUT", failed("TIMEOUT", null).loggedAs());
  }

  @Test
  void shouldBeLoggedLikeTheFaultThatItRepeats() {
    CallFailedException first = failed("HTTP_500", answered("r-1"));
    assertEquals("HTTP_500 (request id r-1)", failed("HTTP_500", first).loggedAs());
  }

  private static CallFailedException failed(String code, Throwable cause) {
    return new CallFailedException(CallProblem.SERVICE_FAULT, code, QUOTING_A_KEY, cause);
  }

  private static Throwable answered(String requestId) {
    return RekognitionException.builder().message(QUOTING_A_KEY).requestId(requestId).build();
  }
}
