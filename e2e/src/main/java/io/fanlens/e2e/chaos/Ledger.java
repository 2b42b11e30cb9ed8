package io.fanlens.e2e.chaos;

import io.fanlens.local.rekognition.log.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls that were paid for, by version and operation. One a version is owed; each further one
 * needs a cause.
 */
final class Ledger {

  /** A call that was paid for beside the one that is owed; no cause when none was found. */
  record Extra(String key, int version, Call call, String cause) {}

  private record Account(String digest, String operation) {}

  private final Map<Account, List<Call>> paid = new HashMap<>();
  private final List<Call> ofUnknownPictures = new ArrayList<>();
  private final Map<String, Uploads.Put> byDigest = new HashMap<>();

  Ledger(List<Call> calls, Iterable<Uploads.Put> puts) {
    puts.forEach(put -> byDigest.put(put.digest(), put));
    for (Call call : calls) {
      if (call.isPaid()) {
        if (byDigest.containsKey(call.picture())) {
          paid.computeIfAbsent(
                  new Account(call.picture(), call.operation()), account -> new ArrayList<>())
              .add(call);
        } else {
          ofUnknownPictures.add(call);
        }
      }
    }
  }

  long versions() {
    return paid.size();
  }

  long calls() {
    return paid.values().stream().mapToLong(List::size).sum() + ofUnknownPictures.size();
  }

  List<Call> ofUnknownPictures() {
    return ofUnknownPictures;
  }

  List<Call> of(String digest, String operation) {
    return paid.getOrDefault(new Account(digest, operation), List.of());
  }

  /** All calls but one of each version: those that can be explained come first. */
  List<Extra> extras(Causes causes) {
    List<Extra> extras = new ArrayList<>();
    paid.forEach(
        (account, calls) -> {
          Uploads.Put put = byDigest.get(account.digest());
          List<Extra> all =
              calls.stream()
                  .map(call -> extra(put, call, calls, causes))
                  .sorted((a, b) -> Boolean.compare(a.cause().isEmpty(), b.cause().isEmpty()))
                  .toList();
          extras.addAll(all.subList(0, all.size() - 1));
        });
    return extras;
  }

  private static Extra extra(Uploads.Put put, Call call, List<Call> all, Causes causes) {
    String key = put.act().key();
    return new Extra(key, put.act().version(), call, causes.of(key, call, all).orElse(""));
  }
}
