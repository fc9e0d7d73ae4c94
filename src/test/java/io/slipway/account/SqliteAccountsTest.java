package io.slipway.account;

import io.slipway.store.DatabaseUrl;

class SqliteAccountsTest extends AccountsContract {

  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }
}
