package io.slipway.store;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

class SqliteMigrationsTest extends MigrationsContract {

  private final AtomicInteger made = new AtomicInteger();

  @Override
  protected DatabaseUrl newDatabase() {
    return new DatabaseUrl.Sqlite(folder.resolve(made.incrementAndGet() + ".db"));
  }

  @Override
  protected DataSource source(DatabaseUrl url) {
    if (!(url instanceof DatabaseUrl.Sqlite sqlite)) {
      throw new IllegalArgumentException(url.toString());
    }
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + sqlite.file());
    return source;
  }

  @Override
  protected String platform() {
    return "sqlite";
  }
}
