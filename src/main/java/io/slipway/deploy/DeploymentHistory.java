package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Questions about many deployments, paged by their sort key. */
final class DeploymentHistory {

  private DeploymentHistory() {}

  /**
   * What is looked for.
   *
   * @param stack of one stack, or null for all
   * @param active only those that have not ended
   * @param states in one of these, empty for all
   * @param before below this sort key, or null for the newest
   */
  record Question(
      @Nullable StackName stack,
      boolean active,
      List<DeploymentState> states,
      @Nullable String branch,
      @Nullable String author,
      @Nullable String text,
      @Nullable String before,
      int limit) {}

  static List<Deployment> find(Sql sql, Question question) {
    List<String> conditions = new ArrayList<>();
    List<Object> arguments = new ArrayList<>();
    StackName stack = question.stack();
    if (stack != null) {
      add(conditions, arguments, "stack = ?", stack.value());
    }
    if (question.active()) {
      conditions.add("state in (" + DeploymentTable.UNFINISHED + ")");
    }
    if (!question.states().isEmpty()) {
      String marks = String.join(", ", question.states().stream().map(_ -> "?").toList());
      conditions.add("state in (" + marks + ")");
      question.states().forEach(state -> arguments.add(state.name()));
    }
    add(conditions, arguments, "branch = ?", question.branch());
    add(conditions, arguments, "author = ?", question.author());
    String text = question.text();
    if (text != null && !text.isBlank()) {
      add(conditions, arguments, "search_text like ? escape '!'", pattern(text));
    }
    add(conditions, arguments, "sort_key < ?", question.before());
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    arguments.add(question.limit());
    // The inner question is answered from an index alone, the rows are read of one page only.
    return sql.list(
        "select * from deployment where sort_key in (select sort_key from deployment"
            + where
            + " order by sort_key desc limit ?) order by sort_key desc",
        DeploymentTable::read,
        arguments.toArray());
  }

  private static String pattern(String text) {
    String escaped = text.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
    return "%" + escaped + "%";
  }

  private static void add(
      List<String> conditions, List<Object> arguments, String condition, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      conditions.add(condition);
      arguments.add(value);
    }
  }

  /** Returns a stack's newest, newest first. */
  static List<Deployment> newest(Sql sql, StackName stack, int limit) {
    return sql.list(
        "select * from deployment where stack = ? order by sort_key desc limit ?",
        DeploymentTable::read,
        stack.value(),
        limit);
  }

  /** What retention asks of a deployment; {@code at} is null while it has not ended. */
  record End(long number, DeploymentState state, @Nullable Instant at) {}

  /** Returns how all of a stack ended, newest first. */
  static List<End> ends(Sql sql, StackName stack) {
    return sql.list(
        "select number, state, ended_at from deployment where stack = ? order by sort_key desc",
        row ->
            new End(
                row.number("number"),
                DeploymentState.valueOf(row.text("state")),
                row.instantOrNull("ended_at")),
        stack.value());
  }
}
