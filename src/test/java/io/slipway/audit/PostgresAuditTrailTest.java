package io.slipway.audit;

import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;

class PostgresAuditTrailTest extends AuditTrailContract {

  @Override
  protected DatabaseUrl url() {
    return PostgresServer.newDatabase();
  }
}
