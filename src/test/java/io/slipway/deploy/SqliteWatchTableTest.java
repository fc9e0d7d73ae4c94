package io.slipway.deploy;

import io.slipway.store.DatabaseUrl;

class SqliteWatchTableTest extends WatchTableContract {
  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }
}
