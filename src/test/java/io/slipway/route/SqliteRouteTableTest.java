package io.slipway.route;

import io.slipway.store.DatabaseUrl;

class SqliteRouteTableTest extends RouteTableContract {
  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }
}
