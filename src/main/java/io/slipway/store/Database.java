package io.slipway.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.slipway.kernel.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The open, migrated database.
 *
 * <p>SQLite: WAL, one writing connection behind a lock and two for reading, so that no writer ever
 * waits for another inside the database. PostgreSQL: one pool for both.
 */
public final class Database implements AutoCloseable {

  private final HikariDataSource readers;
  private final HikariDataSource writer;
  private final boolean oneWriter;
  private final UnaryOperator<RuntimeException> explanation;
  private final ReentrantLock writing = new ReentrantLock();

  private Database(
      HikariDataSource readers,
      HikariDataSource writer,
      UnaryOperator<RuntimeException> explanation) {
    this.readers = readers;
    this.writer = writer;
    this.oneWriter = readers != writer;
    this.explanation = explanation;
  }

  /**
   * Opens and migrates.
   *
   * @throws Problem.Unavailable with a sentence for the operator: cannot be reached, read-only,
   *     damaged, or made by a newer Slipway
   */
  public static Database open(DatabaseUrl url) {
    return switch (url) {
      case DatabaseUrl.Sqlite sqlite -> openSqlite(sqlite);
      case DatabaseUrl.Postgres postgres -> openPostgres(postgres);
    };
  }

  /**
   * Looks whether it could be opened, and changes nothing.
   *
   * @throws Problem.Unavailable as {@link #open} does
   */
  public static void check(DatabaseUrl url) {
    switch (url) {
      case DatabaseUrl.Sqlite sqlite -> {
        try {
          Migrations.check(sqlite(sqlite, true));
        } catch (RuntimeException e) {
          throw SqliteFile.explain(sqlite.file(), e);
        }
      }
      case DatabaseUrl.Postgres postgres -> {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(postgres.jdbcUrl());
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        try {
          Migrations.check(source);
        } catch (StoreException e) {
          throw PostgresFailure.unreachable(postgres, e);
        }
      }
    }
  }

  private static Database openSqlite(DatabaseUrl.Sqlite url) {
    SqliteFile.check(url.file());
    HikariDataSource writer = pool("sqlite-writer", 1, sqlite(url, false));
    try {
      Migrations.run(writer, Migrations.Dialect.SQLITE);
    } catch (RuntimeException e) {
      writer.close();
      throw SqliteFile.explain(url.file(), e);
    }
    return new Database(
        pool("sqlite-reader", 2, sqlite(url, true)),
        writer,
        failure -> SqliteFile.explain(url.file(), failure));
  }

  private static SQLiteDataSource sqlite(DatabaseUrl.Sqlite url, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // FULL: a journal entry of a deployment must survive a power cut before its action starts.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(10_000);
    config.enforceForeignKeys(true);
    config.setCacheSize(-2_000); // KiB a connection
    if (!readOnly) {
      config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    }
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + url.file());
    return source;
  }

  private static Database openPostgres(DatabaseUrl.Postgres url) {
    try {
      HikariConfig config = new HikariConfig();
      config.setPoolName("postgres");
      config.setJdbcUrl(url.jdbcUrl());
      config.setUsername(url.user());
      config.setPassword(url.password());
      config.setMaximumPoolSize(6);
      config.setMinimumIdle(1);
      config.setConnectionTimeout(10_000);
      HikariDataSource pool = new HikariDataSource(config);
      Migrations.run(pool, Migrations.Dialect.POSTGRES);
      return new Database(pool, pool, failure -> PostgresFailure.explain(url, failure));
    } catch (com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
      throw PostgresFailure.unreachable(url, e);
    }
  }

  private static HikariDataSource pool(String name, int size, javax.sql.DataSource source) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(size);
    config.setInitializationFailTimeout(-1);
    // An embedded database does not drop connections: no timers that renew them.
    config.setMaxLifetime(0);
    config.setIdleTimeout(0);
    config.setKeepaliveTime(0);
    return new HikariDataSource(config);
  }

  /**
   * Runs a question, which sees one state of the database; several may run at the same time.
   *
   * @throws Problem.Unavailable when the database is away, damaged, or has no room on its disk
   */
  public <T> T read(Function<Sql, T> work) {
    try {
      return question(work);
    } catch (StoreException e) {
      throw explanation.apply(e);
    }
  }

  private <T> T question(Function<Sql, T> work) {
    try (Connection connection = readers.getConnection()) {
      // Without a transaction each statement would see a state of its own: a route without its
      // entries, for instance, while they are being written anew.
      connection.setAutoCommit(false);
      if (!oneWriter) {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      }
      try {
        return work.apply(new Sql(connection));
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new StoreException("The database does not answer: " + e.getMessage(), e);
    }
  }

  /**
   * Runs changes in one transaction and returns what the work returns; any exception undoes all.
   *
   * @throws Problem.Unavailable when the database is away, damaged, or has no room on its disk
   */
  public <T> T write(Function<Sql, T> work) {
    try {
      return oneWriter ? alone(work) : transaction(work);
    } catch (StoreException e) {
      throw explanation.apply(e);
    }
  }

  private <T> T alone(Function<Sql, T> work) {
    writing.lock();
    try {
      return transaction(work);
    } finally {
      writing.unlock();
    }
  }

  /** Runs changes in one transaction; any exception undoes all. */
  public void change(Consumer<Sql> work) {
    Object _ =
        write(sql -> {
          work.accept(sql);
          return Boolean.TRUE;
        });
  }

  private <T> T transaction(Function<Sql, T> work) {
    try (Connection connection = writer.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.apply(new Sql(connection));
        connection.commit();
        return result;
      } catch (Throwable t) {
        rollBack(connection, t);
        throw t;
      }
    } catch (SQLException e) {
      throw new StoreException("The database does not take the change: " + e.getMessage(), e);
    }
  }

  /**
   * A full disk ends a transaction by itself: what says so must not be lost over it, and the
   * connection is of no use any more.
   */
  private void rollBack(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
      writer.evictConnection(connection);
    }
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
  }
}
