package io.slipway.store;

import io.ebean.migration.MigrationConfig;
import io.ebean.migration.MigrationRunner;
import io.slipway.kernel.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Brings a database to the schema of this version: the files under {@code /migrations}, each run
 * once and in order, with its checksum remembered.
 *
 * <p>Where the two databases need different words the file is there twice, in {@code
 * /migrations/sqlite} and {@code /migrations/postgres}; so far none does.
 */
final class Migrations {

  /** The two databases. */
  enum Dialect {
    SQLITE("sqlite"),
    POSTGRES("postgres");

    private final String platform;

    Dialect(String platform) {
      this.platform = platform;
    }
  }

  private Migrations() {}

  static void run(DataSource source, Dialect dialect) {
    check(source);
    MigrationConfig config = new MigrationConfig();
    config.setMigrationPath("migrations");
    config.setMetaTable(META_TABLE);
    config.setPlatform(dialect.platform);
    new MigrationRunner(config).run(source);
  }

  /** Refuses a database that cannot be read or was made by a newer version. */
  static void check(DataSource source) {
    try (Connection connection = source.getConnection()) {
      refuseNewer(connection);
    } catch (SQLException e) {
      throw new StoreException("Cannot open the database: " + e.getMessage(), e);
    }
  }

  private static final String META_TABLE = "schema_migration";

  /** A database with migrations that this version does not have was made by a newer one. */
  private static void refuseNewer(Connection connection) throws SQLException {
    List<String> unknown = new ArrayList<>();
    try (ResultSet tables = connection.getMetaData().getTables(null, null, META_TABLE, null)) {
      if (!tables.next()) {
        return;
      }
    }
    try (var statement = connection.createStatement();
        ResultSet applied =
            statement.executeQuery("select mversion from " + META_TABLE + " order by id")) {
      while (applied.next()) {
        String version = applied.getString(1);
        if (!version.equals("0") && !MigrationFiles.versions().contains(version)) {
          unknown.add(version);
        }
      }
    }
    if (!unknown.isEmpty()) {
      throw new Problem.Unavailable(
          "schema-newer",
          "The database was made by a newer Slipway (schema " + unknown.getLast() + ").",
          "Start the newer version again, or restore a backup from before the update.");
    }
  }
}
