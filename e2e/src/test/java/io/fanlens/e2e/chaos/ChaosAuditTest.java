package io.fanlens.e2e.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.rekognition.log.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The count must find what is wrong: each test breaks one thing. */
class ChaosAuditTest {

  private static final String KEY = "chaos/00001.jpg";
  private static final String DIGEST = "0123456789abcdef";
  private static final String SEQUENCER = "01";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;
  private final Journal journal = new Journal(() -> now);
  private final Map<String, String> objects = new HashMap<>(Map.of(KEY, "e1"));
  private final List<Map<String, AttributeValue>> rows = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<DeadLetterRecord> deadLetters = new ArrayList<>();
  private final Map<String, Uploads.Put> puts =
      Map.of("e1", new Uploads.Put(new Act(Duration.ZERO, Act.Kind.PUT, KEY, 1), DIGEST));

  @BeforeEach
  void oneGoodPicture() {
    journal.event(new Journal.Event(now, KEY, "ObjectCreated:Put", SEQUENCER, "e1"));
    for (String operation : EncodedAnswers.OPERATIONS) {
      rows.add(row(operation));
      calls.add(call(operation, "child-1", Call.OK));
    }
  }

  @Test
  void shouldFindNothingWrongWithWhatIsRight() {
    Findings findings = count();
    assertEquals(List.of(), findings.broken);
    assertEquals(2, findings.calls);
    assertEquals(2, findings.paidVersions);
  }

  @Test
  void shouldFindAMissingRow() {
    rows.removeLast();
    assertBroken(Findings.Kind.MISSING);
  }

  @Test
  void shouldFindAnUnfinishedRow() {
    rows.getFirst().remove("status");
    rows.getFirst().put("claim", AttributeValue.fromM(Map.of()));
    Findings findings = count();
    assertEquals(1, findings.count(Findings.Kind.MISSING));
    assertEquals(1, findings.count(Findings.Kind.CLAIM_LEFT));
  }

  @Test
  void shouldFindAStaleRow() {
    journal.event(new Journal.Event(now, KEY, "ObjectCreated:Put", "02", "e1"));
    assertEquals(2, count().count(Findings.Kind.STALE));
  }

  @Test
  void shouldFindTheAnswerOfAnotherVersion() {
    rows.getFirst().put("FaceDetails", faces(1.5));
    assertBroken(Findings.Kind.WRONG);
  }

  @Test
  void shouldFindARowOfARemovedObject() {
    objects.clear();
    assertEquals(2, count().count(Findings.Kind.ROW_OF_A_REMOVED_OBJECT));
  }

  @Test
  void shouldFindAPictureThatWasGivenUp() {
    rows.getFirst().put("status", AttributeValue.fromS("FAILED"));
    rows.getFirst().put("errorMessage", AttributeValue.fromS("why"));
    assertBroken(Findings.Kind.GIVEN_UP);
  }

  @Test
  void shouldFindASecondCallThatNothingExplains() {
    calls.add(call(EncodedAnswers.FACES, "child-1", Call.OK));
    assertBroken(Findings.Kind.PAID_TWICE);
  }

  @Test
  void shouldNameTheCallThatWasInFlightWhenItsProcessWasKilled() {
    calls.add(call(EncodedAnswers.FACES, "child-2", Call.OK));
    now = START.plusMillis(50); // it was answered after 100 ms
    journal.intend("child-2", "killed");
    journal.death("child-2", "ended");
    assertEquals(Map.of("in flight when its process was killed", 1), namedCauses());
  }

  @Test
  void shouldNameTheAnswerThatWasNotWrittenWhenItsProcessWasKilled() {
    calls.add(call(EncodedAnswers.FACES, "child-2", Call.OK));
    now = START.plusMillis(200);
    journal.death("child-2", "killed");
    assertEquals(Map.of("answered, and not written when its process was killed", 1), namedCauses());
  }

  @Test
  void shouldNotNameACallOfAProcessThatHadWrittenItsAnswer() {
    calls.add(call(EncodedAnswers.FACES, "child-2", Call.OK));
    now = START.plusMillis(150);
    journal.write(
        new Journal.Write(
            now,
            "child-2",
            KEY,
            EncodedAnswers.FACES,
            StorageFaults.FINISH,
            SEQUENCER,
            200,
            false));
    now = START.plusMillis(200);
    journal.death("child-2", "killed");
    assertBroken(Findings.Kind.PAID_TWICE);
  }

  @Test
  void shouldNameALostAnswer() {
    calls.add(call(EncodedAnswers.FACES, "child-1", Call.LOST));
    assertEquals(1, namedCauses().size());
  }

  @Test
  void shouldNameTheCallThatItsProcessHadToGiveUp() {
    calls.add(secondCall(START.plusSeconds(3))); // the call's time-out
    assertEquals(
        Map.of("its answer did not reach the process within the call's time-out", 1),
        namedCauses());
  }

  @Test
  void shouldFindASecondCallOfTheSameProcessBeforeTheTimeOutOfTheFirst() {
    calls.add(secondCall(START.plusMillis(2_999)));
    assertBroken(Findings.Kind.PAID_TWICE);
    assertEquals(
        2,
        journal.history(KEY).stream().filter(line -> line.text().startsWith("paid for")).count());
  }

  private static Call secondCall(Instant at) {
    return new Call(2, at, "us-west-2", EncodedAnswers.FACES, "", DIGEST, "child-1", Call.OK, 100);
  }

  @Test
  void shouldFindADeadLetterThatIsNoPoison() {
    deadLetters.add(new DeadLetterRecord("{\"key\":\"%s\"}".formatted(KEY), "ILL", "why"));
    Findings findings = count();
    assertEquals(1, findings.count(Findings.Kind.DEAD_LETTER));
    assertEquals(KEY, findings.broken.getFirst().key());
  }

  @Test
  void shouldFindPoisonThatIsNoDeadLetter() {
    Findings findings =
        new ChaosAudit(journal, puts, calls, causes())
            .count(objects, rows, deadLetters, List.of(Poison.BODY));
    assertEquals(1, findings.count(Findings.Kind.MISSING));
  }

  private Map<String, Integer> namedCauses() {
    Findings findings = count();
    assertEquals(List.of(), findings.broken);
    return findings.causes();
  }

  private void assertBroken(Findings.Kind kind) {
    Findings findings = count();
    assertEquals(1, findings.broken.size());
    assertEquals(1, findings.count(kind));
  }

  private Findings count() {
    return new ChaosAudit(journal, puts, calls, causes())
        .count(objects, rows, deadLetters, List.of());
  }

  private Causes causes() {
    return new Causes(journal, Duration.ofSeconds(3), Duration.ofSeconds(14));
  }

  private static Call call(String operation, String child, String outcome) {
    return new Call(1, START, "us-east-1", operation, "", DIGEST, child, outcome, 100);
  }

  private static Map<String, AttributeValue> row(String operation) {
    Map<String, AttributeValue> row = new HashMap<>();
    row.put("id", AttributeValue.fromS(KEY));
    row.put("operation", AttributeValue.fromS(operation));
    row.put("status", AttributeValue.fromS("SUCCEEDED"));
    row.put("sequencer", AttributeValue.fromS(SEQUENCER));
    row.put("eTag", AttributeValue.fromS("e1"));
    double confidence = Integer.parseInt(DIGEST.substring(0, 5), 16) / 16_384.0;
    row.put("FaceDetails", faces(confidence));
    row.put(
        "Labels",
        AttributeValue.fromL(
            List.of(
                AttributeValue.fromM(
                    Map.of(
                        "Name", AttributeValue.fromS("Picture " + DIGEST),
                        "Confidence", AttributeValue.fromN(Double.toString(confidence)))))));
    return row;
  }

  private static AttributeValue faces(double confidence) {
    return AttributeValue.fromL(
        List.of(
            AttributeValue.fromM(
                Map.of("Confidence", AttributeValue.fromN(Double.toString(confidence))))));
  }
}
