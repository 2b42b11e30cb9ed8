package io.fanlens.local.rekognition;

import org.eclipse.jetty.io.QuietException;

/**
 * The call gets no answer: its connection is closed. Quiet, so that Jetty does not report it as a
 * failure.
 */
final class ConnectionDropped extends Exception implements QuietException {

  ConnectionDropped() {
    super("the connection is dropped on purpose", null, false, false);
  }
}
