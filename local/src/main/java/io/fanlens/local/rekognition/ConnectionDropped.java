package io.fanlens.local.rekognition;

/** The call gets no answer: its connection is closed. */
final class ConnectionDropped extends Exception {

  ConnectionDropped() {
    super("the connection is dropped on purpose", null, false, false);
  }
}
