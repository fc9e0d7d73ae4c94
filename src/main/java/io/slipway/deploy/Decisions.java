package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.store.Database;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where a deployment waits for somebody's decision. */
final class Decisions {

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition decided = lock.newCondition();

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
