package io.slipway.webhook;

import io.slipway.store.DatabaseUrl;

class SqliteInboxTest extends InboxContract {
  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }
}
