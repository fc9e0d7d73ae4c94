package io.slipway.certificate;

import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;

class PostgresCertificateTablesTest extends CertificateTablesContract {
  @Override
  protected DatabaseUrl url() {
    return PostgresServer.newDatabase();
  }
}
