package io.slipway.store;

import io.slipway.kernel.NoRoom;
import io.slipway.kernel.Problem;
import java.sql.SQLException;

/** What can be wrong with a PostgreSQL database, in words for the operator. */
final class PostgresFailure {

  /** Class of the states of a lost connection: PostgreSQL manual, appendix A. */
  private static final String CONNECTION = "08";

  private static final String DISK_FULL = "53100";
  private static final String SHUTDOWN = "57P0";

  private PostgresFailure() {}

  /** Returns the sentence for an address at which nothing answers as it should. */
  static Problem.Unavailable unreachable(DatabaseUrl.Postgres url, RuntimeException failure) {
    return new Problem.Unavailable(
        "database-unreachable",
        "The PostgreSQL database "
            + url.shown()
            + " cannot be reached: "
            + root(failure).getMessage(),
        "Check the address, user and password in --database, and that the server runs.",
        failure);
  }

  /** Turns what went wrong in a statement into a sentence, where we know one. */
  static RuntimeException explain(DatabaseUrl.Postgres url, RuntimeException failure) {
    String state = state(failure);
    if (state.equals(DISK_FULL)) {
      return new Problem.Unavailable(
          NoRoom.CODE,
          "The disk of the PostgreSQL database " + url.shown() + " is full.",
          "Free some space there.",
          failure);
    }
    return state.startsWith(CONNECTION) || state.startsWith(SHUTDOWN)
        ? unreachable(url, failure)
        : failure;
  }

  private static String state(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return root(failure) instanceof java.net.ConnectException ? CONNECTION : "";
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
