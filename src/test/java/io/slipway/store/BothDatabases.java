package io.slipway.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What a contract test of a table needs: the abstract test has two subclasses, one a database. */
public abstract class BothDatabases {

  @TempDir protected Path folder;
  private @Nullable Database database;

  /** Returns where the database of this subclass is; a new and empty one. */
  protected abstract DatabaseUrl url();

  /** Returns the open, migrated database of this test. */
  protected final Database database() {
    Database open = database;
    if (open == null) {
      open = Database.open(url());
      database = open;
    }
    return open;
  }

  @AfterEach
  void closeDatabase() {
    if (database != null) {
      database.close();
    }
  }
}
