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
final class Journal {

  private final Database database;
  private final Clock clock;
  private final StackName stack;
  private final long number;

  Journal(Database database, Clock clock, StackName stack, long number) {
    this.database = database;
    this.clock = clock;
    this.stack = stack;
    this.number = number;
  }

  /** Something to be done, which returns what was seen afterwards. */
  @FunctionalInterface
  interface Action {
    String run() throws InterruptedException;
  }

  /**
   * Does the action unless the journal has its result, and returns the result.
   *
   * <p>An interrupt (a cancel or the end of the controller) writes no result: the intent stays open
   * and tells whoever comes next that the action may have happened.
   */
  String perform(String action, String subject, Action work) throws InterruptedException {
    Optional<String> before = result(action);
    if (before.isPresent()) {
      return before.get();
    }
    write(action, JournalEntry.Kind.INTENT, subject);
    String seen;
    try {
      seen = work.run();
    } catch (RuntimeException e) {
      write(action, JournalEntry.Kind.FAILED, String.valueOf(e.getMessage()));
      throw e;
    }
    write(action, JournalEntry.Kind.DONE, seen);
    return seen;
  }

  /** Returns the result of an action that was done. */
  Optional<String> result(String action) {
    return entries().stream()
        .filter(entry -> entry.action().equals(action))
        .filter(entry -> entry.kind() == JournalEntry.Kind.DONE)
        .map(entry -> entry.detail() == null ? "" : entry.detail())
        .reduce((_, last) -> last);
  }

  /** Returns whether the action was begun, whatever came of it. */
  boolean begun(String action) {
    return entries().stream().anyMatch(entry -> entry.action().equals(action));
  }

  /** Returns all lines, oldest first. */
  List<JournalEntry> entries() {
    return database.read(sql -> JournalTable.list(sql, stack, number));
  }

  private void write(String action, JournalEntry.Kind kind, @Nullable String detail) {
    database.change(
        sql -> JournalTable.append(sql, stack, number, clock.now(), action, kind, detail));
  }
}
