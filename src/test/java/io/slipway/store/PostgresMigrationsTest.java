package io.slipway.store;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresMigrationsTest extends MigrationsContract {

  @Override
  protected DatabaseUrl newDatabase() {
    return PostgresServer.newDatabase();
  }

  @Override
  protected DataSource source(DatabaseUrl url) {
    if (!(url instanceof DatabaseUrl.Postgres postgres)) {
      throw new IllegalArgumentException(url.toString());
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(postgres.jdbcUrl());
    source.setUser(postgres.user());
    return source;
  }

  @Override
  protected String platform() {
    return "postgres";
  }
}
