package io.slipway.repository;

import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;

class PostgresRepositoriesTest extends RepositoriesContract {
  @Override
  protected DatabaseUrl url() {
    return PostgresServer.newDatabase();
  }
}
