package io.slipway.store;

import io.slipway.kernel.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where the database is, as the setting {@code --database} names it. */
public sealed interface DatabaseUrl {

  /** A file of SQLite. */
  record Sqlite(Path file) implements DatabaseUrl {}

  /** A database of a PostgreSQL server. */
  record Postgres(String jdbcUrl, String user, String password) implements DatabaseUrl {

    /** Returns the address without the password, for messages. */
    public String shown() {
      return jdbcUrl.substring("jdbc:".length());
    }

    @Override
    public String toString() {
      return shown();
    }
  }

  /**
   * Reads {@code postgresql://user:password@host:port/name}, {@code sqlite:FILE} or a plain path.
   *
   * @throws Problem.Invalid when it is none of these
   */
  static DatabaseUrl parse(String text) {
    if (text.startsWith("postgresql://") || text.startsWith("postgres://")) {
      return parsePostgres(text);
    }
    String file = text.startsWith("sqlite:") ? text.substring("sqlite:".length()) : text;
    if (file.isBlank() || file.contains("://")) {
      throw unknown();
    }
    return new Sqlite(Path.of(file).toAbsolutePath().normalize());
  }

  private static Postgres parsePostgres(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw unknown();
    }
    String[] login = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new Postgres(
        "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
        decode(login[0]),
        login.length > 1 ? decode(login[1]) : "");
  }

  private static String decode(String text) {
    return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Problem.Invalid unknown() {
    return new Problem.Invalid(
        "database-url-unknown",
        "The database address is not one that Slipway knows.",
        "database",
        "Use postgresql://user:password@host:5432/name, or the path of a SQLite file.");
  }
}
