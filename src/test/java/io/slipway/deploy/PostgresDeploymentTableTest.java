package io.slipway.deploy;

import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;

class PostgresDeploymentTableTest extends DeploymentTableContract {
  @Override
  protected DatabaseUrl url() {
    return PostgresServer.newDatabase();
  }
}
