package io.slipway.deploy;

import io.slipway.kernel.Clock;
import io.slipway.kernel.NoRoom;
import io.slipway.kernel.Problem;
import io.slipway.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Beats while a deployment is worked on, and only then: keeps the lease, pulls the brake at the
 * deadline, and sees what another controller on the same database was asked.
 */
final class Heartbeat implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Heartbeat.class.getName());
  private static final Duration BEAT = Duration.ofSeconds(5);

  private final Database database;
  private final Clock clock;
  private final Lease lease;
  private final Brake brake;
  private final Decisions decisions;
  private final long number;
  private final Thread thread;
  private boolean closed;

  Heartbeat(
      Database database, Clock clock, Lease lease, Brake brake, Decisions decisions, long number) {
    this.database = database;
    this.clock = clock;
    this.lease = lease;
    this.brake = brake;
    this.decisions = decisions;
    this.number = number;
    this.thread =
        Thread.ofVirtual()
            .name("deploy-heartbeat-" + lease.stack() + "-" + number)
            .start(this::beat);
  }

  private void beat() {
    Instant late = Instant.MIN;
    try {
      while (true) {
        clock.pause(untilNext());
        if (!renew()) {
          pull(Stopped.Reason.LEASE_LOST);
          return;
        }
        Deployment now =
            database.read(sql -> DeploymentTable.find(sql, lease.stack(), number)).orElseThrow();
        Instant deadline = now.deadlineAt();
        if (deadline != null && !clock.now().isBefore(deadline) && !deadline.equals(late)) {
          late = deadline; // Once for each deadline: a rollback has one of its own.
          pull(Stopped.Reason.DEADLINE);
        } else if (!now.pastReturn() && now.cancelAsked()) {
          pull(Stopped.Reason.CANCELLED);
        } else if (!now.pastReturn() && now.supersededBy() != null) {
          pull(Stopped.Reason.SUPERSEDED);
        }
        decisions.tell(); // One may have come in through another controller.
      }
    } catch (InterruptedException e) {
      return; // The work is done.
    } catch (RuntimeException e) {
      if (closed()) {
        return; // Interrupted in the middle of a question.
      }
      LOG.log(Level.SEVERE, "The lease of " + lease.stack() + " cannot be kept", e);
      pull(Stopped.Reason.LEASE_LOST);
    }
  }

  /** Where there is no room to write it the lease may run out; who takes it then is seen later. */
  private boolean renew() {
    try {
      return lease.renew();
    } catch (Problem.Unavailable e) {
      if (!NoRoom.told(e)) {
        throw e;
      }
      return true;
    }
  }

  private Duration untilNext() {
    Instant now = clock.now();
    Instant deadline =
        database
            .read(sql -> DeploymentTable.find(sql, lease.stack(), number))
            .map(Deployment::deadlineAt)
            .orElse(null);
    if (deadline == null || !deadline.isAfter(now) || deadline.isAfter(now.plus(BEAT))) {
      return BEAT;
    }
    return Duration.between(now, deadline);
  }

  private synchronized void pull(Stopped.Reason reason) {
    if (!closed) {
      brake.pull(reason);
    }
  }

  private synchronized boolean closed() {
    return closed;
  }

  /** Ends it; from now on it interrupts nobody. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    thread.interrupt();
  }
}
