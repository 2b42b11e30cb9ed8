package io.fanlens.operations.audit;

import java.util.Map;

/** Hears of an audit while it goes on. */
public interface AuditListener {

  void found(AuditFinding finding);

  void progress(Map<AuditCount, Long> counts);
}
