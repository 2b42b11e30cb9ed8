package io.fanlens.e2e.api;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.access.CallLimit;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.HeldCalls;
import io.fanlens.e2e.PipelinePictures;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Calls with an Idempotency-Key, to an API that has two processes. */
interface RepeatedCalls {

  String HEADER = "Idempotency-Key";

  ApiCloud api();

  @Test
  default void shouldPayOnceForACallThatIsRepeated() throws Exception {
    ApiKey key = api().client("orders", CallLimit.NONE);
    PlainCalls orders = new PlainCalls(api(), key);
    byte[] picture = PipelinePictures.named("order 1");

    HttpResponse<String> first = orders.answered(FACES, picture, HEADER, "order-1");
    HttpResponse<String> repeated = orders.post(FACES, picture, HEADER, "order-1");

    assertEquals(200, first.statusCode(), first::body);
    assertEquals("kept", header(first, "Fanlens-Idempotency"));
    assertEquals(200, repeated.statusCode(), repeated::body);
    assertEquals("repeated", header(repeated, "Fanlens-Idempotency"));
    assertEquals(first.body(), repeated.body());
    try (JavaClient otherDoor = JavaClient.of(api().url(), key)) {
      assertEquals(
          1,
          otherDoor
              .sdk()
              .detectFaces(
                  request ->
                      request
                          .image(JavaClient.image(picture))
                          .overrideConfiguration(one -> one.putHeader(HEADER, "order-1")))
              .faceDetails()
              .size());
    }
    assertEquals(1, api().pipeline().paidCalls(FACES, picture).size());
    assertEquals(1, api().clients().get(key.id()).orElseThrow().counted().dayCalls());
  }

  @Test
  default void shouldRefuseAnotherCallUnderTheSameKey() {
    PlainCalls orders = new PlainCalls(api(), api().client("mixed up", CallLimit.NONE));
    byte[] other = PipelinePictures.named("order 3");
    orders.answered(FACES, PipelinePictures.named("order 2"), HEADER, "order-2");

    HttpResponse<String> refused = orders.post(FACES, other, HEADER, "order-2");

    assertEquals(422, refused.statusCode(), refused::body);
    assertTrue(refused.body().contains("\"IdempotentParameterMismatchException\""), refused::body);
    assertEquals(List.of(), api().pipeline().paidCalls(FACES, other));
    // Another client's key is another key.
    PlainCalls stranger = new PlainCalls(api(), api().client("stranger", CallLimit.NONE));
    assertEquals(200, stranger.answered(FACES, other, HEADER, "order-2").statusCode());
  }

  @Test
  default void shouldSayThatTheFirstCallIsStillRunning() throws Exception {
    PlainCalls orders = new PlainCalls(api(), api().client("in a hurry", CallLimit.NONE));
    byte[] picture = PipelinePictures.named("order 4");
    HeldCalls calls = new HeldCalls();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<HttpResponse<String>> any = () -> orders.answered(FACES, PipelinePictures.face());
      while (api().answeringProcesses() < 2) {
        // A process that has yet to start would keep the repeat waiting.
        for (Future<HttpResponse<String>> each : threads.invokeAll(List.of(any, any))) {
          assertEquals(200, each.get().statusCode());
        }
      }
      calls.script(api().pipeline().rekognition());
      CountDownLatch answered = calls.holdNext(picture);
      Future<HttpResponse<String>> first =
          threads.submit(() -> orders.answered(FACES, picture, HEADER, "order-4"));
      Eventually.until("the call to be in flight", () -> calls.hasArrived(picture));

      HttpResponse<String> repeat = orders.post(FACES, picture, HEADER, "order-4");
      assertEquals(409, repeat.statusCode(), repeat::body);
      assertTrue(repeat.body().contains("\"PriorRequestNotComplete\""), repeat::body);
      assertTrue(Integer.parseInt(header(repeat, "Retry-After")) > 0);

      answered.countDown();
      assertEquals(200, first.get().statusCode());
      assertEquals(first.get().body(), orders.post(FACES, picture, HEADER, "order-4").body());
    } finally {
      api().pipeline().rekognition().clear(FACES, ANY);
    }
    assertEquals(1, api().pipeline().paidCalls(FACES, picture).size());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
