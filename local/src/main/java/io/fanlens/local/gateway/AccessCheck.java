package io.fanlens.local.gateway;

import java.util.Optional;

/** Decides whether the signer of a request has permission for it. */
public interface AccessCheck {

  /** Everything is permitted. */
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

  /** Whether requests signed with this key are checked at all. */
  boolean checks(String accessKey);

  /** The error message; empty when the request is permitted. */
  Optional<String> refusal(SignedRequest request);
}
