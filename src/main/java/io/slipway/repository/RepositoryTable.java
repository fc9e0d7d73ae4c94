package io.slipway.repository;

import io.avaje.jsonb.JsonType;
import io.slipway.git.HostKey;
import io.slipway.store.Row;
import io.slipway.store.Sql;
import io.slipway.web.Requests;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of {@code git_repository} and {@code git_repository_ref}. */
final class RepositoryTable {

  private static final JsonType<List<HostKey>> HOST_KEYS =
      Requests.json().type(HostKey.class).list();

  private RepositoryTable() {}

  static List<GitRepository> list(Sql sql) {
    return sql.list("select * from git_repository order by name, id", RepositoryTable::read);
  }

  static Optional<GitRepository> find(Sql sql, String id) {
    return sql.first("select * from git_repository where id = ?", RepositoryTable::read, id);
  }

  static Optional<String> sealedSecret(Sql sql, String id) {
    return sql.first(
            "select credential_sealed from git_repository where id = ?",
            row -> Optional.ofNullable(row.textOrNull("credential_sealed")),
            id)
        .flatMap(secret -> secret);
  }

  static Optional<String> sealedHookSecret(Sql sql, String id) {
    return sql.first(
        "select hook_secret from git_repository where id = ?", row -> row.text("hook_secret"), id);
  }

  static void insert(Sql sql, GitRepository r, @Nullable String sealed, String hookSecret) {
    sql.update(
        """
        insert into git_repository (id, name, url, provider, credential_kind, credential_user,
          credential_sealed, public_key, known_hosts, hook_secret, poll_mode, poll_seconds,
          next_check_at, failures, refs_known, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?)
        """,
        r.id(),
        r.name(),
        r.url(),
        r.provider(),
        r.credential().kind(),
        r.credential().user(),
        sealed,
        r.credential().publicKey(),
        HOST_KEYS.toJson(r.credential().knownHosts()),
        hookSecret,
        r.poll().mode(),
        r.poll().seconds(),
        r.poll().nextAt(),
        r.createdAt());
  }

  /** Stores what a person can change; what was found out about the old address is forgotten. */
  static void update(Sql sql, GitRepository r, @Nullable String sealed) {
    sql.update(
        """
        update git_repository set name = ?, url = ?, provider = ?, credential_kind = ?,
          credential_user = ?, credential_sealed = ?, public_key = ?, known_hosts = ?,
          poll_mode = ?, poll_seconds = ?, next_check_at = ?, closed = ?, failures = 0
        where id = ?
        """,
        r.name(),
        r.url(),
        r.provider(),
        r.credential().kind(),
        r.credential().user(),
        sealed,
        r.credential().publicKey(),
        HOST_KEYS.toJson(r.credential().knownHosts()),
        r.poll().mode(),
        r.poll().seconds(),
        r.poll().nextAt(),
        r.closed(),
        r.id());
  }

  static void delete(Sql sql, String id) {
    sql.update("delete from git_repository_ref where repository_id = ?", id);
    sql.update("delete from git_repository where id = ?", id);
  }

  static void pin(Sql sql, String id, List<HostKey> knownHosts, Instant nextCheck) {
    sql.update(
        "update git_repository set known_hosts = ?, next_check_at = ?, failures = 0 where id = ?",
        HOST_KEYS.toJson(knownHosts),
        nextCheck,
        id);
  }

  static void renewHookSecret(Sql sql, String id, String sealed) {
    sql.update("update git_repository set hook_secret = ? where id = ?", sealed, id);
  }

  static void hookSeen(Sql sql, String id, Instant now, @Nullable Instant nextCheck) {
    sql.update(
        "update git_repository set hook_seen_at = ?, next_check_at = ? where id = ?",
        now,
        nextCheck,
        id);
  }

  static void checked(
      Sql sql,
      String id,
      @Nullable String branch,
      @Nullable Boolean closed,
      Instant now,
      @Nullable Instant next) {
    sql.update(
        """
        update git_repository set default_branch = ?, closed = ?, last_check_at = ?,
          last_error = null, failures = 0, refs_known = 1, next_check_at = ? where id = ?
        """,
        branch,
        closed,
        now,
        next,
        id);
  }

  static void failed(Sql sql, String id, String error, Instant now, Instant next) {
    sql.update(
        """
        update git_repository set last_check_at = ?, last_error = ?, failures = failures + 1,
          next_check_at = ? where id = ?
        """,
        now,
        error,
        next,
        id);
  }

  /** Returns whether the refs have been noted once: what was there before is no news. */
  static boolean refsKnown(Sql sql, String id) {
    return sql.first(
            "select refs_known from git_repository where id = ?", row -> row.flag("refs_known"), id)
        .orElse(false);
  }

  /** Forgets all refs, for an address that leads elsewhere. */
  static void forgetRefs(Sql sql, String id) {
    sql.update("delete from git_repository_ref where repository_id = ?", id);
    sql.update("update git_repository set refs_known = 0 where id = ?", id);
  }

  static long failures(Sql sql, String id) {
    return sql.first(
            "select failures from git_repository where id = ?", row -> row.number("failures"), id)
        .orElse(0L);
  }

  static void checkAt(Sql sql, String id, @Nullable Instant next) {
    sql.update("update git_repository set next_check_at = ? where id = ?", next, id);
  }

  /** Returns when the next server is to be asked, if any is. */
  static Optional<Instant> nextDue(Sql sql) {
    return sql.first(
        """
        select next_check_at from git_repository where next_check_at is not null
        order by next_check_at limit 1
        """,
        row -> row.instant("next_check_at"));
  }

  static List<String> due(Sql sql, Instant now) {
    return sql.list(
        "select id from git_repository where next_check_at <= ? order by next_check_at",
        row -> row.text("id"),
        now);
  }

  /** Returns the commits that branches and tags led to when they were last dealt with. */
  static Map<String, String> refs(Sql sql, String id) {
    Map<String, String> refs = new TreeMap<>();
    sql.list(
            "select ref, sha from git_repository_ref where repository_id = ?",
            row -> Map.entry(row.text("ref"), row.text("sha")),
            id)
        .forEach(entry -> refs.put(entry.getKey(), entry.getValue()));
    return refs;
  }

  static void dealtWith(Sql sql, String id, String ref, @Nullable String sha) {
    sql.update("delete from git_repository_ref where repository_id = ? and ref = ?", id, ref);
    if (sha != null && find(sql, id).isPresent()) {
      sql.update(
          "insert into git_repository_ref (repository_id, ref, sha) values (?, ?, ?)",
          id,
          ref,
          sha);
    }
  }

  private static GitRepository read(Row row) {
    Long closed = row.numberOrNull("closed");
    return new GitRepository(
        row.text("id"),
        row.text("name"),
        row.text("url"),
        ProviderName.valueOf(row.text("provider")),
        new Credential(
            CredentialKind.valueOf(row.text("credential_kind")),
            row.textOrNull("credential_user"),
            row.textOrNull("public_key"),
            HOST_KEYS.fromJson(row.text("known_hosts"))),
        new Polling(
            Polling.Mode.valueOf(row.text("poll_mode")),
            (int) row.number("poll_seconds"),
            row.instantOrNull("next_check_at")),
        row.instantOrNull("hook_seen_at"),
        row.textOrNull("default_branch"),
        closed == null ? null : closed != 0,
        row.instantOrNull("last_check_at"),
        row.textOrNull("last_error"),
        row.instant("created_at"));
  }
}
