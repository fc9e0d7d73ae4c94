package io.slipway.deploy;

import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;

class PostgresLeaseTest extends LeaseContract {
  @Override
  protected DatabaseUrl url() {
    return PostgresServer.newDatabase();
  }
}
