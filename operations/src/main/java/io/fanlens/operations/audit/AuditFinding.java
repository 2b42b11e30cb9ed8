package io.fanlens.operations.audit;

/** A mismatch between an object and its rows. */
public record AuditFinding(AuditCount count, String key, String operation) {}
