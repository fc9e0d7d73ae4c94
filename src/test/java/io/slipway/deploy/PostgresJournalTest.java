package io.slipway.deploy;

import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;

class PostgresJournalTest extends JournalContract {
  @Override
  protected DatabaseUrl url() {
    return PostgresServer.newDatabase();
  }
}
