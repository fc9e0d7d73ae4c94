package io.slipway.account;

import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;

class PostgresAccountsTest extends AccountsContract {

  @Override
  protected DatabaseUrl url() {
    return PostgresServer.newDatabase();
  }
}
