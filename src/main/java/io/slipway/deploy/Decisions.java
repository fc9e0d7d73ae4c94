package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Events.Subscription;
import io.slipway.store.Database;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where a deployment waits for somebody's decision. */
final class Decisions {

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition decided = lock.newCondition();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  Decisions(Database database) {
    this.database = database;
  }

  /** Says that there may be a decision: here, or as seen in the database. */
  void tell() {
    lock.lock();
    try {
      decided.signalAll();
    } finally {
      lock.unlock();
    }
    listeners.forEach(Runnable::run);
  }

  /** Has something run each time that there may be a decision. */
  Subscription listen(Runnable changed) {
    listeners.add(changed);
    return () -> listeners.remove(changed);
  }

  /** Waits for approval; a rejection stops the run. */
  String await(StackName stack, long number, Brake brake) throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        Deployment deployment =
            database.read(sql -> DeploymentTable.find(sql, stack, number)).orElseThrow();
        if (deployment.approval() == Deployment.Approval.APPROVED) {
          return "Somebody";
        }
        if (deployment.approval() == Deployment.Approval.REJECTED) {
          throw new Stopped(Stopped.Reason.REJECTED);
        }
        brake.check();
        decided.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
