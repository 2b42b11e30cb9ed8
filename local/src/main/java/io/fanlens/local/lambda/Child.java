package io.fanlens.local.lambda;

import io.fanlens.local.lambda.InvocationResult.Answered;
import io.fanlens.local.lambda.InvocationResult.Crashed;
import io.fanlens.local.lambda.InvocationResult.Failed;
import io.fanlens.local.lambda.InvocationResult.TimedOut;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One child JVM and its one invocation at a time. It starts, asks for work, works, answers, asks
 * again, and ends; whatever ends it, its running invocation gets a result. With a time-out of 30 s
 * an invocation that has not answered after 30 s is over and the process is killed.
 */
final class Child implements ChildHandle, RuntimeApi.Calls {

  enum State {
    STARTING,
    IDLE,
    BUSY,
    /** Has answered and not yet asked for more. */
    RETURNING,
    ENDING
  }

  /** Who keeps the children. Called without a lock held. */
  interface Owner {
    void ready(Child child);

    /** The process is gone. A start failure says why it never asked for work. */
    void ended(Child child, Optional<String> startFailure);
  }

  private final String id;
  private final Site site;
  private final Owner owner;
  private final long created = System.nanoTime();

  private State state = State.STARTING;
  private ChildCommand.Launch launch;
  private Process process;
  private RuntimeApi.Port port;
  private RuntimeApi.NextCall next;
  private String requestId;
  private CompletableFuture<InvocationResult> result;
  private Future<?> timer;
  private String stopReason = "";
  private String timedOutRequest = "";
  private String initError = "";
  private ChildOutput output;

  /** What all children of a service share. */
  record Site(
      FunctionSpec function,
      ChildCommand command,
      RuntimeApi api,
      Path directory,
      Duration startTimeout,
      ScheduledExecutorService timers,
      LambdaListener listener) {}

  Child(String id, Site site, Owner owner) {
    this.id = id;
    this.site = site;
    this.owner = owner;
  }

  /** Starts the process. A program that cannot even be started counts as a failed start. */
  void start() {
    try {
      begin();
    } catch (Exception e) {
      closePort();
      if (launch != null) {
        site.command().ended(launch);
      }
      String why = "The child process could not be started: " + e.getMessage();
      site.listener().on(new LambdaEvent.ChildInitFailed(id, why));
      owner.ended(this, Optional.of(why));
    }
  }

  private void begin() throws Exception {
    RuntimeApi.Port opened = site.api().open(this);
    Process started;
    synchronized (this) {
      port = opened;
      if (state == State.ENDING) {
        throw new IOException("the service is closing");
      }
      launch = site.command().prepare(id, port.address(), site.directory().resolve(id));
      process = launch.builder().start();
      started = process;
      setTimer(site.startTimeout(), this::startOverdue);
    }
    site.listener().on(new LambdaEvent.ChildStarted(id, started.pid()));
    output = ChildOutput.follow(id, started, site.listener());
    var unused = started.onExit().thenAcceptAsync(this::exited, Thread::startVirtualThread);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public synchronized long pid() {
    return process == null ? -1 : process.pid();
  }

  @Override
  public synchronized void kill() {
    if (process != null) {
      process.toHandle().destroyForcibly();
    }
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

  /** Asks the process to end, and kills it when it takes long. Running work fails. */
  synchronized void stop(String reason) {
    if (state == State.ENDING) {
      return;
    }
    stopReason = reason;
    state = State.ENDING;
    if (process != null) {
      // By its handle: Process.destroy() would close the pipe on its last lines.
      process.toHandle().destroy();
      setTimer(launch.aot().endsWithin(), this::kill);
    }
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
      boolean asksAgain = state == State.IDLE;
      cancelTimer();
      state = State.IDLE;
      next = call;
      if (asksAgain) {
        return;
      }
    }
    if (unanswered != null) {
      unanswered.complete(new Failed("The runtime asked for more work without an answer"));
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
      // The timer stays: a child that never asks again must not live for ever.
      state = State.RETURNING;
      finished = result;
    }
    return finished.complete(how);
  }

  @Override
  public void initFailed(String error) {
    synchronized (this) {
      initError = RuntimeError.sentence(error);
      setTimer(Duration.ofSeconds(2), this::kill);
    }
  }

  private synchronized void startOverdue() {
    if (state == State.STARTING) {
      initError = "The child did not ask for work within " + site.startTimeout().toSeconds() + " s";
      kill();
    }
  }

  private void overdue(String overdueId) {
    CompletableFuture<InvocationResult> overdue = null;
    synchronized (this) {
      if (!overdueId.equals(requestId)) {
        return;
      }
      if (state == State.BUSY) {
        timedOutRequest = overdueId;
        overdue = result;
      } else if (state == State.RETURNING) {
        stopReason = "did not ask for more work after its answer";
      } else {
        return;
      }
      state = State.ENDING;
    }
    kill();
    if (overdue != null) {
      overdue.complete(new TimedOut());
    }
  }

  private void exited(Process gone) {
    output.awaitEnd();
    closePort();
    site.command().ended(launch);
    CompletableFuture<InvocationResult> running = null;
    LambdaEvent event;
    Optional<String> startFailure = Optional.empty();
    synchronized (this) {
      cancelTimer();
      if (state == State.STARTING) {
        String why =
            initError.isEmpty()
                ? "The child ended with status " + gone.exitValue() + " before it asked for work"
                : initError;
        startFailure = Optional.of(why + output.tail());
        event = new LambdaEvent.ChildInitFailed(id, startFailure.get());
      } else if (!timedOutRequest.isEmpty()) {
        event = new LambdaEvent.ChildTimedOut(id, timedOutRequest);
      } else if (!stopReason.isEmpty()) {
        event = new LambdaEvent.ChildStopped(id, stopReason);
      } else {
        Optional<String> lost = state == State.BUSY ? Optional.of(requestId) : Optional.empty();
        event = new LambdaEvent.ChildCrashed(id, gone.exitValue(), lost);
      }
      running = result;
      state = State.ENDING;
    }
    site.listener().on(event);
    owner.ended(this, startFailure);
    if (running != null) {
      // Only one that has no result yet takes this one.
      running.complete(new Crashed(gone.exitValue()));
    }
  }

  private synchronized void closePort() {
    if (port != null) {
      port.close();
    }
  }

  private void setTimer(Duration delay, Runnable action) {
    cancelTimer();
    timer = site.timers().schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
