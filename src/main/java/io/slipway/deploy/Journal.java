package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.store.Database;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one deployment set out to do and what came of it: intent, act, observe, result.
 *
 * <p>{@link #perform} does an action once and for all: after a crash it is done again if its result
 * was not written, and left out if it was. So each action has to be safe to repeat.
 */
public final class Journal {

  private final Database database;
  private final Lease lease;
  private final Clock clock;
  private final long number;
  private final Witness witness;

  Journal(Database database, Lease lease, Clock clock, long number, Witness witness) {
    this.database = database;
    this.lease = lease;
    this.clock = clock;
    this.number = number;
    this.witness = witness;
  }

  /** Something to be done, which returns what was seen afterwards. */
  @FunctionalInterface
  public interface Action {
    String run() throws InterruptedException;
  }

  /** Is told at each line of the journal: tests end the process there. */
  @FunctionalInterface
  public interface Witness {
    /** Called before a result is written and after an intent or a result has been. */
    void at(StackName stack, String action, JournalEntry.Kind kind, boolean written);

    /** Looks on. */
    Witness NONE = (_, _, _, _) -> {};
  }

  /**
   * Does the action unless the journal has its result, and returns the result.
   *
   * <p>An interrupt (a cancel or the end of the controller) writes no result: the intent stays open
   * and tells whoever comes next that the action may have happened.
   */
  public String perform(String action, @Nullable String subject, Action work)
      throws InterruptedException {
    Optional<String> before = result(action);
    if (before.isPresent()) {
      return before.get();
    }
    write(action, JournalEntry.Kind.INTENT, subject);
    String seen;
    try {
      seen = work.run();
    } catch (LeaseLost e) {
      throw e;
    } catch (RuntimeException e) {
      write(action, JournalEntry.Kind.FAILED, String.valueOf(e.getMessage()));
      throw e;
    }
    witness.at(lease.stack(), action, JournalEntry.Kind.DONE, false);
    write(action, JournalEntry.Kind.DONE, seen);
    return seen;
  }

  /** Returns the result of an action that was done. */
  public Optional<String> result(String action) {
    return entries().stream()
        .filter(entry -> entry.action().equals(action))
        .filter(entry -> entry.kind() == JournalEntry.Kind.DONE)
        .map(entry -> entry.detail() == null ? "" : entry.detail())
        .reduce((_, last) -> last);
  }

  /** Returns whether the action was begun, whatever came of it. */
  public boolean begun(String action) {
    return entries().stream().anyMatch(entry -> entry.action().equals(action));
  }

  /** Returns all lines, oldest first. */
  public List<JournalEntry> entries() {
    return database.read(sql -> JournalTable.list(sql, lease.stack(), number));
  }

  private void write(String action, JournalEntry.Kind kind, @Nullable String detail) {
    lease.change(
        sql -> JournalTable.append(sql, lease.stack(), number, clock.now(), action, kind, detail));
    witness.at(lease.stack(), action, kind, true);
  }
}
