package io.slipway.webhook;

import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;

class PostgresInboxTest extends InboxContract {
  @Override
  protected DatabaseUrl url() {
    return PostgresServer.newDatabase();
  }
}
