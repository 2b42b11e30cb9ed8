package io.fanlens.aws;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.QuotaStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A step of the quota protocol as one conditional update: {@link QuotaStep#applyTo} as DynamoDB
 * expressions. A value that is 0 there is an absent attribute here.
 *
 * @param update the update expression
 * @param condition its condition
 * @param values the values of both
 */
record QuotaExpression(String update, String condition, Map<String, AttributeValue> values) {

  private static final String NOT_OPEN = "attribute_not_exists(openUntil)";
  private static final String PROBED_BY_US = "attribute_exists(openUntil) AND probeOwner = :owner";

  /** The step, adding to the counts whatever is not 0. */
  static QuotaExpression of(QuotaStep step, CallCounts counts) {
    return of(step)
        .count("permits", counts.permits())
        .count("unused", counts.unused())
        .count("throttles", counts.throttles())
        .build();
  }

  private static Builder of(QuotaStep step) {
    return switch (step) {
      case QuotaStep.Append s -> append(s, "", "");
      case QuotaStep.ShareAppend s ->
          append(
                  s.append(),
                  ", apiTat = apiTat + :shareLength",
                  " AND apiTat BETWEEN :shareEarliest AND :shareLatest")
              .with("shareLength", s.shareLength())
              .with("shareEarliest", s.shareEarliest())
              .with("shareLatest", s.shareLatest());
      case QuotaStep.ShareRestart s ->
          append(
                  s.append(),
                  ", apiTat = :shareEnd",
                  " AND (attribute_not_exists(apiTat) OR apiTat < :shareBefore"
                      + " OR apiTat > :shareAfter)")
              .with("shareEnd", s.shareEnd())
              .with("shareBefore", s.shareBefore())
              .with("shareAfter", s.shareAfter());
      case QuotaStep.Restart s ->
          new Builder("SET tat = :end", NOT_OPEN + " AND " + noneSince("tat", ":before"))
              .with("end", s.base() + s.length())
              .with("before", s.before());
      case QuotaStep.Wait s ->
          new Builder("SET waitingAt = :now", noneSince("waitingAt", ":since"))
              .with("now", s.now())
              .with("since", s.noneSince());
      case QuotaStep.GiveTurn s ->
          new Builder("SET turnAt = turnAt + :length", "turnAt BETWEEN :earliest AND :latest")
              .with("length", s.length())
              .with("earliest", s.earliest())
              .with("latest", s.latest());
      case QuotaStep.FirstTurn s ->
          new Builder(
                  "SET turnAt = :end",
                  "(attribute_not_exists(turnAt) OR turnAt < :base OR turnAt > :after)")
              .with("end", s.base() + s.length())
              .with("base", s.base())
              .with("after", s.after());
      case QuotaStep.GiveBack s -> giveBack(s, "", "");
      case QuotaStep.ShareGiveBack s ->
          giveBack(s.giveBack(), ", apiTat = apiTat - :shareLength", " AND apiTat >= :shareLength")
              .with("shareLength", s.shareLength());
      case QuotaStep.Repair s ->
          new Builder("SET tat = :new", "tat = :seen")
              .with("new", s.newTat())
              .with("seen", s.seenTat());
      case QuotaStep.Arm s ->
          new Builder("SET armedAt = :now", noneSince("armedAt", ":since"))
              .with("now", s.now())
              .with("since", s.noneSince());
      case QuotaStep.Cut s ->
          interval(
                  s.seenInterval(),
                  "SET cutAt = :now, iv = :new, goodIv = :good",
                  noneSince("cutAt", ":since"))
              .with("now", s.now())
              .with("new", s.newInterval())
              .with("good", s.goodInterval())
              .with("since", s.noneSince());
      case QuotaStep.SlowStart s ->
          new Builder("SET rampAt = :now, rampFor = :length", noneSince("rampAt", ":since"))
              .with("now", s.now())
              .with("length", s.length())
              .with("since", s.noneSince());
      case QuotaStep.FirstFault s ->
          new Builder("SET faults = :one, faultAt = :now", noneSince("faultAt", ":since"))
              .with("one", 1)
              .with("now", s.now())
              .with("since", s.noneSince());
      case QuotaStep.NextFault s ->
          new Builder("SET faults = faults + :one, faultAt = :now", "faultAt >= :since")
              .with("one", 1)
              .with("now", s.now())
              .with("since", s.oneSince());
      case QuotaStep.ClearFaults s ->
          new Builder("REMOVE faults, faultAt", NOT_OPEN + " AND faultAt <= :seen")
              .with("seen", s.seenFaultAt());
      case QuotaStep.Open s ->
          new Builder("SET openUntil = :until, openFor = :length REMOVE probeOwner", NOT_OPEN)
              .with("until", s.until())
              .with("length", s.length());
      case QuotaStep.Probe s ->
          new Builder("SET openUntil = :until, probeOwner = :owner", "openUntil < :now")
              .with("until", s.until())
              .with("now", s.now())
              .with("owner", s.owner());
      case QuotaStep.Close s ->
          new Builder(
                  "SET rampAt = :at, rampFor = :length"
                      + " REMOVE openUntil, openFor, probeOwner, faults, faultAt",
                  PROBED_BY_US)
              .with("at", s.rampAt())
              .with("length", s.rampFor())
              .with("owner", s.owner());
      case QuotaStep.Reopen s ->
          new Builder(
                  "SET openUntil = :until, openFor = :length"
                      + (s.isOver() ? " REMOVE probeOwner" : ""),
                  PROBED_BY_US)
              .with("until", s.until())
              .with("length", s.length())
              .with("owner", s.owner());
      case QuotaStep.CancelProbe s ->
          new Builder(
                  "SET openUntil = :until REMOVE probeOwner",
                  "openUntil = :end AND probeOwner = :owner")
              .with("until", s.until())
              .with("end", s.leaseEnd())
              .with("owner", s.owner());
    };
  }

  private static Builder append(QuotaStep.Append s, String update, String condition) {
    return new Builder(
            "SET tat = tat + :length" + update,
            NOT_OPEN + " AND tat BETWEEN :earliest AND :latest" + condition)
        .with("length", s.length())
        .with("earliest", s.earliest())
        .with("latest", s.latest());
  }

  private static Builder giveBack(QuotaStep.GiveBack s, String update, String condition) {
    return new Builder("SET tat = tat - :length" + update, "tat = :end" + condition)
        .with("length", s.length())
        .with("end", s.end());
  }

  /** The interval is unchanged since it was read. */
  private static Builder interval(long seen, String update, String condition) {
    return seen == 0
        ? new Builder(update, "attribute_not_exists(iv) AND " + condition)
        : new Builder(update, "iv = :seen AND " + condition).with("seen", seen);
  }

  private static String noneSince(String attribute, String time) {
    return "(attribute_not_exists(%1$s) OR %1$s < %2$s)".formatted(attribute, time);
  }

  /** Collects the values. */
  private static final class Builder {

    private final String update;
    private final String condition;
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final List<String> added = new ArrayList<>();

    Builder(String update, String condition) {
      this.update = update;
      this.condition = condition;
    }

    Builder with(String name, long value) {
      values.put(":" + name, AttributeValue.fromN(Long.toString(value)));
      return this;
    }

    Builder with(String name, String value) {
      values.put(":" + name, AttributeValue.fromS(value));
      return this;
    }

    Builder count(String attribute, long number) {
      if (number == 0) {
        return this;
      }
      added.add("%1$s :%1$s".formatted(attribute));
      return with(attribute, number);
    }

    QuotaExpression build() {
      String counting = added.isEmpty() ? "" : " ADD " + String.join(", ", added);
      return new QuotaExpression(update + counting, condition, values);
    }
  }
}
