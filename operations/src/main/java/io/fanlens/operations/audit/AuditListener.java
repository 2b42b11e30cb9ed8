package io.fanlens.operations.audit;

import java.util.Map;

/** Receives the findings and the progress of an audit. */
public interface AuditListener {

  void found(AuditFinding finding);

  void progress(Map<AuditCount, Long> counts);
}
