package io.slipway.deploy;

import io.avaje.jsonb.Jsonb;
import io.slipway.compose.StackName;
import io.slipway.secret.Vault;
import io.slipway.store.Row;
import io.slipway.store.Sql;
import java.util.List;
import java.util.Optional;

/** The rows of {@code deploy_release}. Model and environment are sealed: they hold secrets. */
final class ReleaseTable {

  private static final Jsonb JSON = Jsonb.builder().build();

  private final Vault vault;

  ReleaseTable(Vault vault) {
    this.vault = vault;
  }

  long nextNumber(Sql sql, StackName stack) {
    return sql.first(
            "select coalesce(max(number), 0) + 1 as next from deploy_release where stack = ?",
            row -> row.number("next"),
            stack.value())
        .orElseThrow();
  }

  void insert(Sql sql, Release release) {
    String environment = release.environment();
    sql.update(
        """
        insert into deploy_release (stack, number, created_at, commit_json, strategy, model,
          services, files, environment, config, found, compatible, live, was_live, jobs_done)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        release.stack().value(),
        release.number(),
        release.createdAt(),
        release.commit() == null ? null : JSON.toJson(release.commit()),
        release.config().strategyName(),
        vault.seal(release.model()),
        JSON.type(Release.Service.class).map().toJson(release.services()),
        JSON.type(Release.StoredFile.class).list().toJson(release.files()),
        environment == null ? null : vault.seal(environment),
        JSON.toJson(release.config()),
        release.found(),
        release.compatible(),
        release.live(),
        release.wasLive(),
        release.jobsDone());
  }

  Optional<Release> find(Sql sql, StackName stack, long number) {
    return sql.first(
        "select * from deploy_release where stack = ? and number = ?",
        this::read,
        stack.value(),
        number);
  }

  /** Returns the one that serves. */
  Optional<Release> live(Sql sql, StackName stack) {
    return sql.first(
        "select * from deploy_release where stack = ? and live = 1 order by number desc",
        this::read,
        stack.value());
  }

  /** Returns the number of the one that serves, without opening what is sealed. */
  static Optional<Long> liveNumber(Sql sql, StackName stack) {
    return sql.first(
        "select number from deploy_release where stack = ? and live = 1 order by number desc",
        row -> row.number("number"),
        stack.value());
  }

  /** Returns the number of the one that served before another. */
  static Optional<Long> servedBefore(Sql sql, StackName stack, long number) {
    return sql.first(
        "select number from deploy_release where stack = ? and was_live = 1 and number < ?"
            + " order by number desc limit 1",
        row -> row.number("number"),
        stack.value(),
        number);
  }

  /** Returns the newest one, from a number on, that the watch has taken back. */
  static Optional<Long> takenBackSince(Sql sql, StackName stack, long number) {
    return sql.first(
        "select number from deploy_release where stack = ? and number >= ? and taken_back = 1"
            + " order by number desc limit 1",
        row -> row.number("number"),
        stack.value(),
        number);
  }

  /** Notes that the watch takes one back; returns false when it has done so before. */
  static boolean takeBack(Sql sql, StackName stack, long number) {
    return sql.update(
            "update deploy_release set taken_back = 1"
                + " where stack = ? and number = ? and taken_back = 0",
            stack.value(),
            number)
        == 1;
  }

  /** Returns a stack's, newest first, from below {@code before}. */
  List<Release> newest(Sql sql, StackName stack, long before, int limit) {
    return sql.list(
        "select * from deploy_release where stack = ? and number < ? order by number desc limit ?",
        this::read,
        stack.value(),
        before,
        limit);
  }

  /** Returns the stacks that have releases. */
  List<StackName> stacks(Sql sql) {
    return sql.list(
        "select distinct stack from deploy_release", row -> new StackName(row.text("stack")));
  }

  /** Notes that this one serves now and no other. */
  void makeLive(Sql sql, StackName stack, long number) {
    sql.update(
        "update deploy_release set live = 0 where stack = ? and number <> ? and live = 1",
        stack.value(),
        number);
    sql.update(
        "update deploy_release set live = 1, was_live = 1 where stack = ? and number = ?",
        stack.value(),
        number);
  }

  void jobsDone(Sql sql, StackName stack, long number) {
    sql.update(
        "update deploy_release set jobs_done = 1 where stack = ? and number = ?",
        stack.value(),
        number);
  }

  void compatible(Sql sql, StackName stack, long number, boolean compatible) {
    sql.update(
        "update deploy_release set compatible = ? where stack = ? and number = ?",
        compatible,
        stack.value(),
        number);
  }

  /**
   * Returns the releases that are not compatible backwards and have had a hand in the data: they
   * served, or took the old one's place for a while, or ran their jobs. Oldest first.
   */
  List<Long> incompatible(Sql sql, StackName stack) {
    return sql.list(
        """
        select r.number from deploy_release r
        where r.stack = ? and r.compatible = 0 and (r.was_live = 1 or r.jobs_done = 1
          or exists (select 1 from deployment d where d.stack = r.stack
            and d.to_release = r.number and d.no_return_at is not null))
        order by r.number
        """,
        row -> row.number("number"),
        stack.value());
  }

  void delete(Sql sql, StackName stack, long number) {
    sql.update("delete from deploy_release where stack = ? and number = ?", stack.value(), number);
  }

  private Release read(Row row) {
    String commit = row.textOrNull("commit_json");
    String environment = row.textOrNull("environment");
    return new Release(
        new StackName(row.text("stack")),
        row.number("number"),
        row.instant("created_at"),
        commit == null ? null : JSON.type(Commit.class).fromJson(commit),
        vault.open(row.text("model")),
        JSON.type(Release.Service.class).map().fromJson(row.text("services")),
        JSON.type(Release.StoredFile.class).list().fromJson(row.text("files")),
        environment == null ? null : vault.open(environment),
        JSON.type(DeployConfig.class).fromJson(row.text("config")),
        row.flag("found"),
        row.flag("compatible"),
        row.flag("live"),
        row.flag("was_live"),
        row.flag("jobs_done"));
  }
}
