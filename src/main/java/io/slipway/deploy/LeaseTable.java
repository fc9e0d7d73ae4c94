package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of {@code deploy_lease}: which controller works on a stack. */
final class LeaseTable {

  private LeaseTable() {}

  /**
   * Takes the lease if nobody has it, it has run out, or its owner is the one given as dead.
   *
   * @return the fencing token: higher with each taking
   */
  static Optional<Long> take(
      Sql sql, StackName stack, String owner, @Nullable String dead, Instant now, Instant until) {
    sql.update(
        "insert into deploy_lease (stack, owner, token, until_at) values (?, null, 0, 0)"
            + " on conflict (stack) do nothing",
        stack.value());
    int taken =
        sql.update(
            """
            update deploy_lease set owner = ?, token = token + 1, until_at = ?
            where stack = ? and (owner is null or owner = ? or until_at < ?)
            """,
            owner,
            until,
            stack.value(),
            dead == null ? "" : dead,
            now);
    return taken == 1 ? find(sql, stack).map(Holder::token) : Optional.empty();
  }

  /** Extends the lease; false when somebody else has it by now. */
  static boolean renew(Sql sql, StackName stack, String owner, long token, Instant until) {
    return sql.update(
            """
            update deploy_lease set until_at = ?
            where stack = ? and owner = ? and token = ?
            """,
            until,
            stack.value(),
            owner,
            token)
        == 1;
  }

  /** Locks the row and tells whether the lease is still held: for use in each write. */
  static boolean held(Sql sql, StackName stack, String owner, long token) {
    return sql.update(
            """
            update deploy_lease set until_at = until_at
            where stack = ? and owner = ? and token = ?
            """,
            stack.value(),
            owner,
            token)
        == 1;
  }

  /** Gives the lease back. */
  static void release(Sql sql, StackName stack, String owner, long token) {
    sql.update(
        "update deploy_lease set owner = null where stack = ? and owner = ? and token = ?",
        stack.value(),
        owner,
        token);
  }

  /** Returns who has it and until when, or had it last. */
  static Optional<Holder> find(Sql sql, StackName stack) {
    return sql.first(
        "select owner, token, until_at from deploy_lease where stack = ?",
        row -> new Holder(row.textOrNull("owner"), row.number("token"), row.instant("until_at")),
        stack.value());
  }

  /** A row. */
  record Holder(@Nullable String owner, long token, Instant until) {}
}
