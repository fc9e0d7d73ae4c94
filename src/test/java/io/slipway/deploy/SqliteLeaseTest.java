package io.slipway.deploy;

import io.slipway.store.DatabaseUrl;

class SqliteLeaseTest extends LeaseContract {
  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }
}
