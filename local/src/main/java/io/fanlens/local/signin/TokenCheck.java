package io.fanlens.local.signin;

import java.util.Map;

/** What a check of a token found. */
public sealed interface TokenCheck {

  /** The pool's own, and good. */
  record Valid(Map<String, Object> claims) implements TokenCheck {}

  /** The pool's own, and over. */
  record Expired() implements TokenCheck {}

  /** Not one of the pools' tokens. */
  record Invalid() implements TokenCheck {}
}
