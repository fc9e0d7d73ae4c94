package io.slipway.deploy;

import io.slipway.store.DatabaseUrl;

class SqliteDeploymentHistoryTest extends DeploymentHistoryContract {
  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }
}
