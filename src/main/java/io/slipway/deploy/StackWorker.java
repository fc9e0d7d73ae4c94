package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works off one stack's deployments, one at a time, in a thread that exists only while there are
 * some: what was interrupted first, then the newest that waits.
 */
final class StackWorker {

  private static final Logger LOG = Logger.getLogger(StackWorker.class.getName());

  private final Parts parts;
  private final Announcer announcer;
  private final ReleaseTable releases;
  private final Decisions decisions;
  private final Retention retention;
  private final StackName stack;
  private final String owner;
  private final Thread thread;
  private final Runnable ended;
  private @Nullable Brake brake;
  private long running;
  private boolean closing;

  StackWorker(
      Parts parts,
      Announcer announcer,
      ReleaseTable releases,
      Decisions decisions,
      Retention retention,
      StackName stack,
      String owner,
      Runnable ended) {
    this.parts = parts;
    this.announcer = announcer;
    this.releases = releases;
    this.decisions = decisions;
    this.retention = retention;
    this.stack = stack;
    this.owner = owner;
    this.ended = ended;
    this.thread = Thread.ofVirtual().name("deploy-" + stack).unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /** Stops what runs, if it is the one given. */
  synchronized void stop(long number, Stopped.Reason reason) {
    if (brake != null && running == number) {
      brake.pull(reason);
    }
  }

  /** Ends the work where it is; the next controller goes on. Waits for the thread. */
  void close() {
    synchronized (this) {
      closing = true;
      if (brake != null) {
        brake.pull(Stopped.Reason.CLOSING);
      }
    }
    thread.interrupt();
    try {
      boolean _ = thread.join(Duration.ofSeconds(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (true) {
        Lease lease = takeLease();
        if (lease == null) {
          return;
        }
        boolean idle = false;
        try {
          runAll(lease);
          idle = lease.releaseIfIdle();
        } finally {
          if (!idle) {
            lease.release();
          }
        }
        if (idle) {
          return;
        }
      }
    } catch (InterruptedException e) {
      return; // This controller ends.
    } catch (LeaseLost e) {
      LOG.info(e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "The deployments of " + stack + " cannot go on", e);
    } finally {
      ended.run();
    }
  }

  /** Waits while another controller that may live works on the stack; null when nothing is left. */
  private @Nullable Lease takeLease() throws InterruptedException {
    Database database = parts.database();
    Clock clock = parts.tools().clock();
    while (!database.read(sql -> DeploymentTable.unfinished(sql, stack)).isEmpty()) {
      Optional<Lease> lease = Lease.take(database, clock, stack, owner);
      if (lease.isPresent()) {
        return lease.get();
      }
      Instant until =
          database
              .read(sql -> LeaseTable.find(sql, stack))
              .map(LeaseTable.Holder::until)
              .orElse(clock.now());
      Duration wait = Duration.between(clock.now(), until).plusMillis(200);
      clock.pause(wait.isNegative() ? Duration.ofMillis(200) : wait);
    }
    return null;
  }

  private void runAll(Lease lease) throws InterruptedException {
    for (Deployment next = next(lease); next != null; next = next(lease)) {
      run(lease, next);
      retention.tidy(lease);
    }
  }

  /** Ends what a newer one has superseded, and returns what is to be done now. */
  private @Nullable Deployment next(Lease lease) {
    List<Deployment> all = parts.database().read(sql -> DeploymentTable.unfinished(sql, stack));
    Deployment newest = null;
    for (Deployment deployment : all) {
      if (deployment.state() != DeploymentState.QUEUED) {
        return deployment; // Only one is ever active: what was interrupted.
      }
      if (deployment.cancelAsked()) {
        drop(lease, deployment, DeploymentState.CANCELLED);
      } else {
        if (newest != null) {
          drop(lease, newest, DeploymentState.SUPERSEDED);
        }
        newest = deployment;
      }
    }
    return newest;
  }

  private void drop(Lease lease, Deployment deployment, DeploymentState state) {
    lease.change(sql -> {
      boolean _ = DeploymentTable.move(sql, deployment, state, parts.tools().clock().now());
    });
    announcer.deployment(stack, deployment.number());
  }

  private void run(Lease lease, Deployment deployment) throws InterruptedException {
    Brake own = new Brake(Thread.currentThread());
    synchronized (this) {
      if (closing) {
        throw new InterruptedException("closing");
      }
      brake = own;
      running = deployment.number();
    }
    Parts steady = parts.steady(); // Its limits do not end when somebody sets the machine's clock.
    Run run = new Run(steady, lease, announcer, releases, own, decisions, deployment.number());
    // The heartbeat comes first: waiting for the stack may take longer than a lease lasts.
    try (Heartbeat _ =
            new Heartbeat(
                parts.database(),
                steady.tools().clock(),
                lease,
                own,
                decisions,
                deployment.number());
        AutoCloseable _ =
            parts.gate().take(stack, "deployment #" + deployment.number(), deployment.actor())) {
      run.run();
    } catch (InterruptedException e) {
      if (own.ends()) {
        throw e;
      }
      // Cancelled or superseded while it waited for the stack: looking again drops it.
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The stack cannot be given back", e);
    } finally {
      synchronized (this) {
        brake = null;
      }
      boolean _ = Thread.interrupted() && closing;
    }
  }
}
