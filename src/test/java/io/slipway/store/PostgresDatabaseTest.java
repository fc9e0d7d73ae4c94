package io.slipway.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest extends DatabaseContract {

  private DatabaseUrl url = new DatabaseUrl.Postgres("", "", "");

  @BeforeEach
  void create() {
    url = PostgresServer.newDatabase();
  }

  @Override
  protected DatabaseUrl url() {
    return url;
  }

  @Test
  void saysThatAServerCannotBeReached() {
    assertThatThrownBy(
            () -> Database.open(DatabaseUrl.parse("postgresql://nobody:pw@127.0.0.1:1/x")))
        .isInstanceOf(Problem.Unavailable.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageNotContaining("pw");
  }
}
