package io.slipway.audit;

import io.slipway.store.DatabaseUrl;

class SqliteAuditTrailTest extends AuditTrailContract {

  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }
}
