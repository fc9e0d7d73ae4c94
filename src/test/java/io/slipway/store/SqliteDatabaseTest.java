package io.slipway.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Problem;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SqliteDatabaseTest extends DatabaseContract {

  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }

  @Test
  void saysThatAFileIsDamaged() throws Exception {
    Files.writeString(
        folder.resolve("slipway.db"), "this is no database, whatever its name".repeat(99));
    assertThatThrownBy(() -> Database.open(url()))
        .isInstanceOf(Problem.Unavailable.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void saysThatTheDiskIsFullAndGoesOnWhenItIsNotAnyMore() {
    // As many pages as there are, for this connection: SQLite fails as on a full disk.
    Object _ =
        database()
            .write(
                sql -> sql.first("pragma max_page_count = 1", row -> row.number("max_page_count")));
    String big = "x".repeat(100_000);
    String insert = "insert into setting (name, value, changed_at) values (?, ?, 0)";
    assertThatThrownBy(() -> database().change(sql -> sql.update(insert, "a", big)))
        .isInstanceOf(Problem.Unavailable.class)
        .hasMessageContaining("is full");
    database().change(sql -> sql.update(insert, "a", big));
  }

  @Test
  void saysThatThePlaceCannotBeWritten() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(
            () -> Database.open(new DatabaseUrl.Sqlite(folder.resolve("file/slipway.db"))))
        .isInstanceOf(Problem.Unavailable.class)
        .hasMessageContaining("cannot be written");
  }
}
