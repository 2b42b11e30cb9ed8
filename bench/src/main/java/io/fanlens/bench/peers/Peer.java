package io.fanlens.bench.peers;

import java.util.List;

/** A way from a picture in a bucket to a row in a table. */
interface Peer extends AutoCloseable {

  /** Where pictures are put. */
  String bucket();

  /** Where rows appear, with the picture's key as {@code id}. */
  String table();

  /** An attribute that a finished row has. */
  String finished();

  /** Starts the first processes, unless the first picture does. */
  void startFirst() throws Exception;

  /** When the first process was started, as {@link System#nanoTime} says. */
  long firstStart();

  /** Starts the others, unless pictures do. */
  void startOthers() throws Exception;

  /** Milliseconds of all invocations so far. */
  double billedMillis();

  /** The processes that run now. */
  List<Long> processes();

  @Override
  void close() throws Exception;
}
