package io.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

abstract class DatabaseContract extends BothDatabases {

  private static final String INSERT =
      "insert into setting (name, value, changed_at) values (?, ?, ?)";

  @Test
  void keepsWhatWasWritten() {
    Instant now = Instant.ofEpochMilli(1_700_000_000_123L);
    database().change(sql -> sql.update(INSERT, "a", "ä", now));
    Optional<String> kept =
        database()
            .read(sql ->
                sql.first(
                    "select * from setting where name = ?",
                    row -> row.text("value") + row.instant("changed_at"),
                    "a"));
    assertThat(kept).hasValue("ä" + now);
  }

  @Test
  void undoesAllOfATransactionThatThrows() {
    assertThatThrownBy(() ->
            database()
                .change(sql -> {
                  sql.update(INSERT, "a", "1", 0L);
                  throw new IllegalStateException("on purpose");
                }))
        .hasMessage("on purpose");
    assertThat(names()).isEmpty();
  }

  @Test
  void letsManyWriteAtTheSameTime() throws Exception {
    Database open = database();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> writes =
          IntStream.range(0, 40)
              .mapToObj(i ->
                  threads.submit(() -> open.change(sql -> sql.update(INSERT, "n" + i, "", 0L))))
              .toList();
      for (Future<?> write : writes) {
        write.get();
      }
    }
    assertThat(names()).hasSize(40);
  }

  @Test
  void namesTheStatementThatFailedButNotItsArguments() {
    assertThatThrownBy(
            () -> database().change(sql -> sql.update("insert into nothing values (?)", "secret")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("insert into nothing")
        .hasMessageNotContaining("secret");
  }

  @Test
  void opensAFilledDatabaseAgainAndKeepsItsRows() {
    DatabaseUrl url = url();
    try (Database first = Database.open(url)) {
      first.change(sql -> sql.update(INSERT, "kept", "", 0L));
    }
    try (Database second = Database.open(url)) {
      List<String> names =
          second.read(sql -> sql.list("select name from setting", row -> row.text("name")));
      assertThat(names).containsExactly("kept");
    }
  }

  @Test
  void refusesASchemaOfANewerVersion() {
    DatabaseUrl url = url();
    try (Database first = Database.open(url)) {
      first.change(sql ->
          sql.update("update schema_migration set mversion = '99.0' where mversion = '1.0'"));
    }
    assertThatThrownBy(() -> Database.open(url))
        .isInstanceOf(Problem.Unavailable.class)
        .hasMessageContaining("newer Slipway");
  }

  private List<String> names() {
    return database().read(sql -> sql.list("select name from setting", row -> row.text("name")));
  }
}
