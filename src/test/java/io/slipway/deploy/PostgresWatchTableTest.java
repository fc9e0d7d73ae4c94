package io.slipway.deploy;

import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;

class PostgresWatchTableTest extends WatchTableContract {
  @Override
  protected DatabaseUrl url() {
    return PostgresServer.newDatabase();
  }
}
