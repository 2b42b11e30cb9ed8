package io.fanlens.bench.realtime;

/** Gets one picture answered. */
interface Sender {

  /** False when it gave up: the message comes back when its visibility time-out is over. */
  boolean send() throws InterruptedException;
}
