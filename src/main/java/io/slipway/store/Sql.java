package io.slipway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL on one connection: {@code sql.list("select … where stack = ?", Release::read, name)}.
 *
 * <p>Arguments may be text, whole numbers, booleans (stored as 0 and 1), instants (stored as
 * milliseconds), bytes, enums (stored by name) or null. Statements use only what SQLite and
 * PostgreSQL both understand.
 */
public final class Sql {

  private final Connection connection;

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** Returns all rows. */
  public <T> List<T> list(
      String statement, Function<Row, T> reader, @Nullable Object... arguments) {
    try (PreparedStatement prepared = prepare(statement, arguments);
        ResultSet results = prepared.executeQuery()) {
      List<T> rows = new ArrayList<>();
      Row row = new Row(results);
      while (results.next()) {
        rows.add(reader.apply(row));
      }
      return rows;
    } catch (SQLException e) {
      throw failed(statement, e);
    }
  }

  /** Returns the first row, if there is one. */
  public <T> Optional<T> first(
      String statement, Function<Row, T> reader, @Nullable Object... arguments) {
    List<T> rows = list(statement, reader, arguments);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
  }

  /** Runs an insert, update or delete and returns how many rows it touched. */
  public int update(String statement, @Nullable Object... arguments) {
    try (PreparedStatement prepared = prepare(statement, arguments)) {
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw failed(statement, e);
    }
  }

  private PreparedStatement prepare(String statement, @Nullable Object[] arguments)
      throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    for (int i = 0; i < arguments.length; i++) {
      prepared.setObject(i + 1, stored(arguments[i]));
    }
    return prepared;
  }

  private static @Nullable Object stored(@Nullable Object argument) {
    return switch (argument) {
      case Instant instant -> instant.toEpochMilli();
      case Boolean flag -> flag ? 1 : 0;
      case Enum<?> constant -> constant.name();
      case null -> null;
      default -> argument;
    };
  }

  private static StoreException failed(String statement, SQLException e) {
    return new StoreException(e.getMessage() + " in: " + statement.strip(), e);
  }
}
