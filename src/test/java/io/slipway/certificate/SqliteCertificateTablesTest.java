package io.slipway.certificate;

import io.slipway.store.DatabaseUrl;

class SqliteCertificateTablesTest extends CertificateTablesContract {
  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }
}
