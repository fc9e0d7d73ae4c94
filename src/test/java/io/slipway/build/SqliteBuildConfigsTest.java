package io.slipway.build;

import io.slipway.store.DatabaseUrl;

class SqliteBuildConfigsTest extends BuildConfigsContract {
  @Override
  protected DatabaseUrl url() {
    return new DatabaseUrl.Sqlite(folder.resolve("slipway.db"));
  }
}
