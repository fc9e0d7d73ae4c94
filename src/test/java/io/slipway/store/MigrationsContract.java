package io.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebean.migration.MigrationConfig;
import io.ebean.migration.MigrationRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every earlier schema, with rows in it, becomes the present one and keeps them. */
abstract class MigrationsContract {

  private static final Path FILES = Path.of("src/main/resources/migrations");

  @TempDir protected Path folder;

  /** Returns the address of a new and empty database. */
  protected abstract DatabaseUrl newDatabase();

  /** Returns connections to it. */
  protected abstract DataSource source(DatabaseUrl url);

  /** Returns what the migrations call this database. */
  protected abstract String platform();

  @Test
  void anEmptyDatabaseGetsAllOfThem() {
    assertThat(applied(newDatabase())).containsExactlyElementsOf(MigrationFiles.versions());
  }

  @Test
  void aFilledDatabaseOfEachEarlierSchemaKeepsItsRows() throws Exception {
    List<String> versions = MigrationFiles.versions();
    for (int known = 1; known < versions.size(); known++) {
      DatabaseUrl url = newDatabase();
      migrateTo(url, versions.subList(0, known));
      assertThat(applied(url)).containsExactlyElementsOf(versions);
      try (Database database = Database.open(url)) {
        assertThat(
                database.<List<String>>read(
                    sql -> sql.list("select value from setting", row -> row.text("value"))))
            .containsExactly("kept");
      }
    }
  }

  private static List<String> applied(DatabaseUrl url) {
    try (Database database = Database.open(url)) {
      return database.read(sql ->
          sql.list(
              "select mversion from schema_migration where id > 0 order by id",
              row -> row.text("mversion")));
    }
  }

  private void migrateTo(DatabaseUrl url, List<String> versions) throws IOException, SQLException {
    Path earlier = Files.createTempDirectory(folder, "migrations");
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (versions.contains(name.split("__", 2)[0])) {
          Files.copy(file, earlier.resolve(name));
        }
      }
    }
    MigrationConfig config = new MigrationConfig();
    config.setMigrationPath("filesystem:" + earlier);
    config.setMetaTable("schema_migration");
    config.setPlatform(platform());
    DataSource source = source(url);
    new MigrationRunner(config).run(source);
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("insert into setting (name, value, changed_at) values ('a', 'kept', 1)");
    }
  }
}
