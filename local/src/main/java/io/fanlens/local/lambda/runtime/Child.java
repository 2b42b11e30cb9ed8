package io.fanlens.local.lambda.runtime;

import io.fanlens.local.lambda.ChildHandle;
import io.fanlens.local.lambda.FunctionSpec;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.Timers;
import io.fanlens.local.lambda.runtime.InvocationResult.Answered;
import io.fanlens.local.lambda.runtime.InvocationResult.Crashed;
import io.fanlens.local.lambda.runtime.InvocationResult.Failed;
import io.fanlens.local.lambda.runtime.InvocationResult.TimedOut;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One child JVM and its one invocation at a time. It starts, requests work, works, answers,
 * requests more, and ends; whatever ends it, its running invocation gets a result. With a time-out
 * of 30 s an invocation that has not answered after 30 s is over and the process is killed.
 */
final class Child implements ChildHandle, RuntimeApi.Calls {

  enum State {
    STARTING,
    IDLE,
    BUSY,
    /** Has answered and not yet requested more. */
    RETURNING,
    ENDING
  }

  /** Who keeps the children. Called without a lock held. */
  interface Owner {
    void ready(Child child);

    /** The process is gone. A start failure says why it never requested work. */
    void ended(Child child, Optional<String> startFailure);
  }

  /** What all children of a service share. */
  record Site(
      FunctionSpec function,
      ChildCommand command,
      RuntimeApi api,
      Path directory,
      Duration startTimeout,
      Timers timers,
      LambdaListener listener) {}

  private final String id;
  private final Site site;
  private final Owner owner;
  private final long created = System.nanoTime();

  private State state = State.STARTING;
  private Optional<ChildProcess> process = Optional.empty();
  private RuntimeApi.NextCall next;
  private String requestId;
  private CompletableFuture<InvocationResult> result;
  private Timers.Timer timer = () -> {};
  private EndCause cause = new EndCause.Unknown();

  Child(String id, Site site, Owner owner) {
    this.id = id;
    this.site = site;
    this.owner = owner;
  }

  /** Starts the process. A program that cannot even be started counts as a failed start. */
  void start() {
    ChildProcess started;
    try {
      started = launch();
    } catch (Exception e) {
      String why = "The child process could not be started: " + e.getMessage();
      site.listener().on(new LambdaEvent.ChildInitFailed(id, why));
      owner.ended(this, Optional.of(why));
      return;
    }
    site.listener().on(new LambdaEvent.ChildStarted(id, started.pid()));
    started.follow(new ChildOutput(id, site.listener()), site.timers(), this::exited);
  }

  private synchronized ChildProcess launch() throws Exception {
    if (state == State.ENDING) {
      throw new IOException("the service is closing");
    }
    ChildProcess started =
        ChildProcess.start(id, site.command(), site.api(), this, site.directory().resolve(id));
    process = Optional.of(started);
    setTimer(site.startTimeout(), this::startOverdue);
    return started;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public synchronized long pid() {
    return process.map(ChildProcess::pid).orElse(-1L);
  }

  @Override
  public synchronized void kill() {
    process.ifPresent(ChildProcess::kill);
  }

  synchronized State state() {
    return state;
  }

  /** Empty when the child is no longer free. */
  synchronized Optional<CompletableFuture<InvocationResult>> invoke(Invocation invocation) {
    if (state != State.IDLE) {
      return Optional.empty();
    }
    state = State.BUSY;
    requestId = invocation.requestId();
    result = new CompletableFuture<>();
    setTimer(site.function().timeout(), () -> overdue(invocation.requestId()));
    next.give(invocation);
    next = null;
    return Optional.of(result);
  }

  /** Has the process end, and kills it when it takes long. Running work fails. */
  synchronized void stop(String reason) {
    if (state == State.ENDING) {
      return;
    }
    cause = new EndCause.Stopped(reason);
    state = State.ENDING;
    process.ifPresent(
        running -> {
          running.terminate();
          setTimer(running.endsWithin(), this::kill);
        });
  }

  @Override
  public void next(RuntimeApi.NextCall call) {
    boolean first;
    CompletableFuture<InvocationResult> unanswered;
    synchronized (this) {
      if (state == State.ENDING) {
        // No answer: it would only start something that is about to be killed.
        return;
      }
      first = state == State.STARTING;
      unanswered = state == State.BUSY ? result : null;
      boolean repeated = state == State.IDLE;
      timer.cancel();
      state = State.IDLE;
      next = call;
      if (repeated) {
        return;
      }
    }
    if (unanswered != null) {
      unanswered.complete(new Failed("The runtime requested more work without an answer"));
    }
    if (first) {
      site.listener()
          .on(new LambdaEvent.ChildReady(id, Duration.ofNanos(System.nanoTime() - created)));
    }
    owner.ready(this);
  }

  @Override
  public boolean answered(String answeredId, String payload) {
    return finish(answeredId, new Answered(payload));
  }

  @Override
  public boolean failed(String failedId, String error) {
    return finish(failedId, new Failed(RuntimeError.sentence(error)));
  }

  private boolean finish(String finishedId, InvocationResult how) {
    CompletableFuture<InvocationResult> finished;
    synchronized (this) {
      if (state != State.BUSY || !finishedId.equals(requestId)) {
        return false;
      }
      // The timer stays: a child that never requests more must not live for ever.
      state = State.RETURNING;
      finished = result;
    }
    return finished.complete(how);
  }

  @Override
  public synchronized void initFailed(String error) {
    cause = new EndCause.InitFailed(RuntimeError.sentence(error));
    setTimer(Duration.ofSeconds(2), this::kill);
  }

  private synchronized void startOverdue() {
    if (state == State.STARTING) {
      cause =
          new EndCause.InitFailed(
              "The child did not request work within " + site.startTimeout().toSeconds() + " s");
      kill();
    }
  }

  private void overdue(String overdueId) {
    Optional<CompletableFuture<InvocationResult>> overdue = Optional.empty();
    synchronized (this) {
      if (!overdueId.equals(requestId)) {
        return;
      }
      if (state == State.BUSY) {
        cause = new EndCause.TimedOut(overdueId);
        overdue = Optional.of(result);
      } else if (state == State.RETURNING) {
        cause = new EndCause.Stopped("did not request more work after its answer");
      } else {
        return;
      }
      state = State.ENDING;
    }
    kill();
    overdue.ifPresent(cut -> cut.complete(new TimedOut()));
  }

  private void exited(ChildProcess gone) {
    LambdaEvent event;
    Optional<String> startFailure = Optional.empty();
    Optional<CompletableFuture<InvocationResult>> running;
    synchronized (this) {
      timer.cancel();
      if (state == State.STARTING) {
        startFailure = Optional.of(startFailure(gone));
        event = new LambdaEvent.ChildInitFailed(id, startFailure.get());
      } else {
        Optional<String> cutOff = state == State.BUSY ? Optional.of(requestId) : Optional.empty();
        event = cause.event(id, gone.exitStatus(), cutOff);
      }
      running = Optional.ofNullable(result);
      state = State.ENDING;
    }
    site.listener().on(event);
    owner.ended(this, startFailure);
    // Only one that has no result yet takes this one.
    running.ifPresent(cut -> cut.complete(new Crashed(gone.exitStatus())));
  }

  private String startFailure(ChildProcess gone) {
    String why =
        cause instanceof EndCause.InitFailed failed
            ? failed.why()
            : "The child ended with status " + gone.exitStatus() + " before it requested work";
    return why + gone.tail();
  }

  private void setTimer(Duration delay, Runnable action) {
    timer.cancel();
    timer = site.timers().after(delay, action);
  }

  @Override
  public String toString() {
    return id;
  }
}
