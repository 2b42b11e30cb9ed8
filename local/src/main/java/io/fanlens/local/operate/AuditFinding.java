package io.fanlens.local.operate;

/** Something that is not as it should be. */
public record AuditFinding(AuditCount kind, String key, String operation) {}
