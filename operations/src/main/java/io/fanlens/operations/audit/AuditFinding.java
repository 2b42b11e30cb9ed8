package io.fanlens.operations.audit;

/** Something that is not as it should be. */
public record AuditFinding(AuditCount kind, String key, String operation) {}
