package io.slipway.route;

import io.slipway.store.DatabaseUrl;
import io.slipway.store.PostgresServer;

class PostgresRouteTableTest extends RouteTableContract {
  @Override
  protected DatabaseUrl url() {
    return PostgresServer.newDatabase();
  }
}
