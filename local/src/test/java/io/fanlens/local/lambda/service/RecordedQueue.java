package io.fanlens.local.lambda.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * A queue's client that remembers what was received and not deleted, so that a test can have it
 * come back at once, where AWS has a visibility time-out pass; and whose calls fail when a test
 * wants it.
 */
final class RecordedQueue {
  private final SqsClient sqs;
  private final String queueUrl;
  private final Map<String, String> receipts = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

  RecordedQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  SqsClient client() {
    return (SqsClient)
        Proxy.newProxyInstance(
            SqsClient.class.getClassLoader(),
            new Class<?>[] {SqsClient.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  /** The first so many calls of one method fail. */
  void fail(String method, int times) {
    failures.put(method, new AtomicInteger(times));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    AtomicInteger left = failures.get(method.getName());
    if (left != null && left.getAndDecrement() > 0) {
      throw SdkClientException.create("no connection to the queue");
    }
    Object answer;
    try {
      answer = method.invoke(sqs, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (answer instanceof ReceiveMessageResponse received) {
      received.messages().forEach(m -> receipts.put(m.messageId(), m.receiptHandle()));
    } else if (answer instanceof DeleteMessageBatchResponse deleted) {
      deleted.successful().forEach(entry -> receipts.remove(entry.id()));
    }
    return answer;
  }

  /** What of these messages was not deleted can be received again. */
  void comeBack(Collection<String> messageIds) {
    for (String id : messageIds) {
      String receipt = receipts.remove(id);
      if (receipt != null) {
        sqs.changeMessageVisibility(
            v -> v.queueUrl(queueUrl).receiptHandle(receipt).visibilityTimeout(0));
      }
    }
  }
}
