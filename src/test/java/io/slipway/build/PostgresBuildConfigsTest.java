package io.slipway.build;

import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;

class PostgresBuildConfigsTest extends BuildConfigsContract {
  @Override
  protected DatabaseUrl url() {
    return PostgresServer.newDatabase();
  }
}
