package io.fanlens.e2e.chaos;

import io.fanlens.local.rekognition.log.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Compares what is in bucket, table, dead-letter queue and call log with what must be there. */
final class ChaosAudit {

  private final Journal journal;
  private final Map<String, Uploads.Put> byETag;
  private final Ledger ledger;
  private final Causes causes;
  private final Findings findings = new Findings();

  ChaosAudit(Journal journal, Map<String, Uploads.Put> byETag, List<Call> calls, Causes causes) {
    this.journal = journal;
    this.byETag = byETag;
    this.ledger = new Ledger(calls, byETag.values());
    this.causes = causes;
  }

  /**
   * Counts.
   *
   * @param objects eTags by key, as the bucket lists them now
   * @param poison bodies of the messages that are no events
   */
  Findings count(
      Map<String, String> objects,
      List<Map<String, AttributeValue>> rows,
      List<DeadLetterRecord> deadLetters,
      Collection<String> poison) {
    findings.objects = objects.size();
    Map<String, Map<String, AttributeValue>> byId = new TreeMap<>();
    for (Map<String, AttributeValue> row : rows) {
      String key = row.get("id").s();
      byId.put(key + " " + row.get("operation").s(), row);
      findings.rows.merge(
          row.containsKey("status") ? row.get("status").s() : "WITHOUT_STATUS", 1, Integer::sum);
      if (!objects.containsKey(key)) {
        findings.broken(Findings.Kind.ROW_OF_A_REMOVED_OBJECT, key, row.get("operation").s());
      }
      if (row.containsKey("claim")) {
        findings.broken(Findings.Kind.CLAIM_LEFT, key, row.get("operation").s());
      }
    }
    objects.forEach(
        (key, eTag) ->
            EncodedAnswers.OPERATIONS.forEach(
                operation -> check(key, eTag, operation, byId.get(key + " " + operation))));
    calls();
    deadLetters(deadLetters, new HashSet<>(poison));
    return findings;
  }

  private void check(String key, String eTag, String operation, Map<String, AttributeValue> row) {
    if (row == null || !row.containsKey("status")) {
      findings.broken(Findings.Kind.MISSING, key, operation);
      return;
    }
    Uploads.Put put = byETag.get(eTag);
    String sequencer =
        journal.events(key).stream()
            .filter(event -> event.eTag().equals(eTag))
            .map(Journal.Event::sequencer)
            .max(String::compareTo)
            .orElse("never told of");
    if (!row.get("sequencer").s().equals(sequencer) || !row.get("eTag").s().equals(eTag)) {
      findings.broken(
          Findings.Kind.STALE, key, operation + " of sequencer " + row.get("sequencer").s());
    } else if (put.act().kind() == Act.Kind.PUT_BROKEN) {
      if (!row.get("status").s().equals("FAILED") || row.containsKey("deadLetteredAt")) {
        findings.broken(Findings.Kind.WRONG, key, operation + " of a broken picture");
      }
    } else if (!row.get("status").s().equals("SUCCEEDED")) {
      findings.broken(Findings.Kind.GIVEN_UP, key, operation + ": " + row.get("errorMessage").s());
    } else if (!EncodedAnswers.isFor(row, operation, put.digest())) {
      findings.broken(Findings.Kind.WRONG, key, operation + " has the answer of another version");
    } else if (ledger.of(put.digest(), operation).isEmpty()) {
      findings.broken(Findings.Kind.WRONG, key, operation + " was never asked of Rekognition");
    }
  }

  private void calls() {
    findings.calls = ledger.calls();
    findings.paidVersions = ledger.versions();
    Set<Long> histories = new HashSet<>();
    for (Ledger.Extra extra : ledger.extras(causes)) {
      if (extra.cause().isEmpty()) {
        ledger.of(extra.call().picture(), extra.call().operation()).stream()
            .filter(call -> histories.add(call.number()))
            .forEach(call -> journal.note(extra.key(), call.time(), "paid for: " + call));
        findings.broken(
            Findings.Kind.PAID_TWICE,
            extra.key(),
            "%s of version %d, call %d by %s"
                .formatted(
                    extra.call().operation(),
                    extra.version(),
                    extra.call().number(),
                    extra.call().caller()));
      } else {
        findings.extras.add(extra);
      }
    }
    for (Call call : ledger.ofUnknownPictures()) {
      findings.broken(Findings.Kind.PAID_TWICE, "", "call %s of no known picture".formatted(call));
    }
  }

  private void deadLetters(List<DeadLetterRecord> deadLetters, Set<String> poison) {
    findings.deadLetters.addAll(deadLetters);
    Set<String> missing = new TreeSet<>(poison);
    for (DeadLetterRecord deadLetter : deadLetters) {
      if (!poison.contains(deadLetter.body())
          || !deadLetter.errorCode().equals(Poison.ERROR_CODE)) {
        findings.broken(
            Findings.Kind.DEAD_LETTER,
            deadLetter.key(),
            deadLetter.errorCode() + ": " + deadLetter.reason());
      }
      missing.remove(deadLetter.body());
    }
    for (String body : new ArrayList<>(missing)) {
      findings.broken(Findings.Kind.MISSING, "", "dead letter of: " + body);
    }
  }
}
