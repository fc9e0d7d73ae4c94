package io.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

  @Test
  void readsAServerAndNeverShowsThePassword() {
    DatabaseUrl url =
        DatabaseUrl.parse("postgresql://app:p%40ss+w@db:5433/slipway?sslmode=require");
    assertThat(url)
        .isEqualTo(
            new DatabaseUrl.Postgres(
                "jdbc:postgresql://db:5433/slipway?sslmode=require", "app", "p@ss+w"));
    assertThat(url.toString()).doesNotContain("p@ss");
  }

  @Test
  void takesAnythingElseForAFile() {
    assertThat(DatabaseUrl.parse("sqlite:/tmp/x.db"))
        .isEqualTo(new DatabaseUrl.Sqlite(Path.of("/tmp/x.db")));
    assertThat(DatabaseUrl.parse("/tmp/x.db"))
        .isEqualTo(new DatabaseUrl.Sqlite(Path.of("/tmp/x.db")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://x/y", "postgresql://", "postgresql://host", "sqlite:", " "})
  void refusesWhatItDoesNotKnow(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text)).isInstanceOf(Problem.Invalid.class);
  }
}
