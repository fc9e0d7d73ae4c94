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
  void saysThatThePlaceCannotBeWritten() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(
            () -> Database.open(new DatabaseUrl.Sqlite(folder.resolve("file/slipway.db"))))
        .isInstanceOf(Problem.Unavailable.class)
        .hasMessageContaining("cannot be written");
  }
}
