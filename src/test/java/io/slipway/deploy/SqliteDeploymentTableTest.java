package io.slipway.deploy;

import io.slipway.store.DatabaseUrl;

class SqliteDeploymentTableTest extends DeploymentTableContract {
  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }
}
