package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;
import java.util.List;

/** The pool of the tests of permits: 100 calls a second in one Region, 50 in another. */
final class TwoTargets {

  static final Target DUBLIN = Target.home("eu-west-1");
  static final Target LONDON = Target.home("eu-west-2");
  static final QuotaPool POOL =
      QuotaPool.of(
          "DetectFaces",
          List.of(new TargetQuota(DUBLIN, 100, 100), new TargetQuota(LONDON, 50, 50)));
  static final String GROUP = POOL.groups().getFirst().key();

  private TwoTargets() {}
}
