package io.fanlens.e2e.api;

/** A client's key pair. */
record ApiKey(String id, String secret) {}
