package io.slipway.deploy;

import io.slipway.store.DatabaseUrl;

class SqliteJournalTest extends JournalContract {
  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }
}
