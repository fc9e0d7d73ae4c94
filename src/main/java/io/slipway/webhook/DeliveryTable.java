package io.slipway.webhook;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.Types;
import io.slipway.compose.StackName;
import io.slipway.repository.EventOutcome;
import io.slipway.repository.ProviderName;
import io.slipway.repository.RefChange;
import io.slipway.store.Row;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of {@code webhook_event} and {@code webhook_outcome}. */
final class DeliveryTable {

  private static final Jsonb JSON = Jsonb.builder().build();
  private static final JsonType<Map<String, Object>> HEADERS = JSON.type(Types.mapOf(Object.class));

  private DeliveryTable() {}

  /** Stores a delivery; returns false when an accepted one has the same delivery id. */
  static boolean insert(Sql sql, Delivery d) {
    Delivery.HeadCommit commit = d.commit();
    boolean named = d.verdict() == Verdict.ACCEPTED && d.deliveryId() != null;
    return sql.update(
            """
            insert into webhook_event (id, received_at, provider, repository_id, event, kind,
              verdict, reason, ref, commit_sha, commit_message, commit_author, delivery_id,
              accepted_key, headers, changes, body_bytes, processed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """,
            d.id(),
            d.receivedAt(),
            d.provider(),
            d.repositoryId(),
            d.event(),
            d.kind(),
            d.verdict(),
            d.reason(),
            d.ref(),
            commit == null ? null : commit.sha(),
            commit == null ? null : commit.message(),
            commit == null ? null : commit.author(),
            d.deliveryId(),
            named ? d.repositoryId() + " " + d.deliveryId() : null,
            JSON.toJson(d.headers()),
            changes(d.changes()),
            d.bodyBytes(),
            d.processed() ? d.receivedAt() : null)
        == 1;
  }

  /** Adds what a delivery caused and notes that it has been worked on. */
  static void addOutcome(Sql sql, String id, EventOutcome outcome) {
    StackName stack = outcome.stack();
    sql.update(
        """
        insert into webhook_outcome (event_id, seq, at, stack, deployment, rule, message)
        select ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ? from webhook_outcome where event_id = ?
        """,
        id,
        outcome.at(),
        stack == null ? null : stack.value(),
        outcome.deployment(),
        outcome.rule(),
        outcome.message(),
        id);
    sql.update(
        "update webhook_event set processed_at = ? where id = ? and processed_at is null",
        outcome.at(),
        id);
  }

  static Optional<Delivery> find(Sql sql, String id) {
    return sql.first("select * from webhook_event where id = ?", DeliveryTable::read, id)
        .map(delivery -> delivery.with(outcomes(sql, id)));
  }

  /** Returns a page, newest first, from below {@code before}. */
  static List<Delivery> newest(
      Sql sql,
      @Nullable String repositoryId,
      @Nullable Verdict verdict,
      @Nullable String before,
      int limit) {
    List<Object> arguments = new ArrayList<>();
    StringBuilder where = new StringBuilder("where 1 = 1");
    if (repositoryId != null) {
      where.append(" and repository_id = ?");
      arguments.add(repositoryId);
    }
    if (verdict != null) {
      where.append(" and verdict = ?");
      arguments.add(verdict);
    }
    if (before != null) {
      where.append(" and id < ?");
      arguments.add(before);
    }
    arguments.add(limit);
    return sql
        .list(
            "select * from webhook_event " + where + " order by id desc limit ?",
            DeliveryTable::read,
            arguments.toArray())
        .stream()
        .map(delivery -> delivery.with(outcomes(sql, delivery.id())))
        .toList();
  }

  /** Returns accepted ones of which nothing has come yet, oldest first. */
  static List<Delivery> unprocessed(Sql sql) {
    return sql.list(
        "select * from webhook_event where verdict = 'ACCEPTED' and processed_at is null order by id",
        DeliveryTable::read);
  }

  /** Removes what is kept no longer and returns the ids. */
  static List<String> prune(Sql sql, Instant oldest, int accepted, int refused) {
    List<String> ids = new ArrayList<>();
    ids.addAll(
        sql.list("select id from webhook_event where received_at < ?", r -> r.text("id"), oldest));
    ids.addAll(
        sql.list(
            """
            select id from webhook_event where verdict = 'ACCEPTED' and processed_at is not null
            order by id desc limit 1000 offset ?
            """,
            r -> r.text("id"),
            accepted));
    ids.addAll(
        sql.list(
            """
            select id from webhook_event where verdict <> 'ACCEPTED'
            order by id desc limit 1000 offset ?
            """,
            r -> r.text("id"),
            refused));
    for (String id : ids) {
      sql.update("delete from webhook_outcome where event_id = ?", id);
      sql.update("delete from webhook_event where id = ?", id);
    }
    return ids;
  }

  private static List<EventOutcome> outcomes(Sql sql, String id) {
    return sql.list(
        "select * from webhook_outcome where event_id = ? order by seq",
        row -> {
          String stack = row.textOrNull("stack");
          return new EventOutcome(
              row.instant("at"),
              stack == null ? null : new StackName(stack),
              row.numberOrNull("deployment"),
              row.textOrNull("rule"),
              row.text("message"));
        },
        id);
  }

  private static Delivery read(Row row) {
    String kind = row.textOrNull("kind");
    String sha = row.textOrNull("commit_sha");
    Map<String, String> headers = new TreeMap<>();
    HEADERS
        .fromJson(row.text("headers"))
        .forEach((name, value) -> headers.put(name, String.valueOf(value)));
    return new Delivery(
        row.text("id"),
        row.instant("received_at"),
        ProviderName.valueOf(row.text("provider")),
        row.textOrNull("repository_id"),
        row.text("event"),
        kind == null ? null : EventKind.valueOf(kind),
        Verdict.valueOf(row.text("verdict")),
        row.textOrNull("reason"),
        row.textOrNull("ref"),
        sha == null
            ? null
            : new Delivery.HeadCommit(
                sha, row.textOrNull("commit_message"), row.textOrNull("commit_author")),
        row.textOrNull("delivery_id"),
        headers,
        changes(row.text("changes")),
        row.numberOrNull("body_bytes"),
        row.instantOrNull("processed_at") != null,
        List.of());
  }

  /** One change a line: ref, old and new commit; refs have no spaces (git-check-ref-format). */
  private static String changes(List<RefChange> changes) {
    StringBuilder text = new StringBuilder();
    for (RefChange change : changes) {
      text.append(change.ref())
          .append(' ')
          .append(change.before() == null ? "-" : change.before())
          .append(' ')
          .append(change.after() == null ? "-" : change.after())
          .append('\n');
    }
    return text.toString();
  }

  private static List<RefChange> changes(String text) {
    return text.lines()
        .map(line -> line.split(" ", -1))
        .filter(parts -> parts.length == 3)
        .map(parts -> new RefChange(parts[0], none(parts[1]), none(parts[2])))
        .toList();
  }

  private static @Nullable String none(String sha) {
    return sha.equals("-") ? null : sha;
  }
}
