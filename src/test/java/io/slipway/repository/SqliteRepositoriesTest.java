package io.slipway.repository;

import io.slipway.store.DatabaseUrl;

class SqliteRepositoriesTest extends RepositoriesContract {
  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }
}
