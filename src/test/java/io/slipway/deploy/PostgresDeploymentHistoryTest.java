package io.slipway.deploy;

import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;

class PostgresDeploymentHistoryTest extends DeploymentHistoryContract {
  @Override
  protected DatabaseUrl url() {
    return PostgresServer.newDatabase();
  }
}
