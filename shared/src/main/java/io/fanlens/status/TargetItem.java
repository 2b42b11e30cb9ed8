package io.fanlens.status;

import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Operation;

/** The state of one operation's target, as it was read. */
public record TargetItem(Operation operation, TargetQuota quota, TargetState state) {}
