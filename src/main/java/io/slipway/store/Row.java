package io.slipway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of a result, read by column name. Valid only inside the reader that it is handed to. */
public final class Row {

  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  /** Returns a text that is never null in the schema. */
  public String text(String column) {
    String value = textOrNull(column);
    if (value == null) {
      throw new StoreException("Column " + column + " is null", null);
    }
    return value;
  }

  /** Returns a text or null. */
  public @Nullable String textOrNull(String column) {
    try {
      return results.getString(column);
    } catch (SQLException e) {
      throw new StoreException("Cannot read column " + column, e);
    }
  }

  /** Returns a whole number; null reads as 0. */
  public long number(String column) {
    try {
      return results.getLong(column);
    } catch (SQLException e) {
      throw new StoreException("Cannot read column " + column, e);
    }
  }

  /** Returns a whole number or null. */
  public @Nullable Long numberOrNull(String column) {
    try {
      long value = results.getLong(column);
      return results.wasNull() ? null : value;
    } catch (SQLException e) {
      throw new StoreException("Cannot read column " + column, e);
    }
  }

  /** Returns whether the number is not 0: flags are integers, which both databases have. */
  public boolean flag(String column) {
    return number(column) != 0;
  }

  /** Returns an instant, stored as milliseconds since 1970. */
  public Instant instant(String column) {
    return Instant.ofEpochMilli(number(column));
  }

  /** Returns an instant or null. */
  public @Nullable Instant instantOrNull(String column) {
    Long millis = numberOrNull(column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** Returns bytes that are never null in the schema. */
  public byte[] bytes(String column) {
    byte[] value = bytesOrNull(column);
    if (value == null) {
      throw new StoreException("Column " + column + " is null", null);
    }
    return value;
  }

  /** Returns bytes or null. */
  public byte @Nullable [] bytesOrNull(String column) {
    try {
      return results.getBytes(column);
    } catch (SQLException e) {
      throw new StoreException("Cannot read column " + column, e);
    }
  }
}
