package io.fanlens.local.gateway;

import java.util.Optional;

/** Decides whether whoever signed a request may do what it asks. */
public interface AccessCheck {

  /** Everyone may do everything. */
  AccessCheck NONE =
      new AccessCheck() {
        @Override
        public boolean checks(String accessKey) {
          return false;
        }

        @Override
        public Optional<String> refusal(SignedRequest request) {
          return Optional.empty();
        }
      };

  /** Whether the requests of this key are checked at all. */
  boolean checks(String accessKey);

  /** The sentence to refuse with; empty when the request may go on. */
  Optional<String> refusal(SignedRequest request);
}
