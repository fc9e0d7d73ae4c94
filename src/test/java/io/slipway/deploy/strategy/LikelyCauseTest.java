package io.slipway.deploy.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.engine.ContainerDetails;
import io.slipway.engine.ContainerState;
import io.slipway.engine.Health;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LikelyCauseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          KeyError: 'DATABASE_URL'                               | DATABASE_URL
          error: environment variable SHOP_KEY is not set        | SHOP_KEY
          SHOP_URL is required                                   | SHOP_URL
          Could not resolve placeholder 'MAIL_HOST' in value     | MAIL_HOST
          listen tcp :8080: bind: address already in use         | already listens
          dial tcp 172.18.0.2:5432: connect: connection refused  | cannot reach
          connect ECONNREFUSED 172.18.0.2:5432                   | cannot reach
          open /data/app.db: permission denied                   | may not read or write
          exec /app: exec format error                           | another kind of processor
          Server listening on 0.0.0.0:3000                       | listens on port 3000, but its route goes to port 8080
          """)
  void readsWhatAContainerWroteLast(String line, String cause) {
    assertThat(of(1, null, false, line)).contains(cause);
  }

  @Test
  void readsHowItEnded() {
    assertThat(of(137, null, true, "")).contains("memory");
    assertThat(of(137, null, false, "")).contains("killed");
    assertThat(of(127, null, false, "sh: foo: not found")).contains("not found in its image");
    String missing = "exec: \"nothing\": executable file not found in $PATH";
    assertThat(of(127, missing, false, "")).contains("not in its image");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Listening on :8080", "started in 3.2 s", "GET /x 500", "loaded SHOP_URL"})
  void guessesNothingFromOrdinaryLines(String line) {
    assertThat(of(1, null, false, line)).isNull();
  }

  private static @Nullable String of(
      int exitCode, @Nullable String error, boolean oomKilled, String line) {
    ContainerDetails container =
        new ContainerDetails(
            "id",
            "shop-web-1",
            "web",
            "sha256:1",
            Map.of(),
            Instant.EPOCH,
            ContainerState.EXITED,
            Health.NONE,
            List.of(),
            exitCode,
            error,
            oomKilled,
            0,
            null,
            null,
            "no",
            false,
            List.of(),
            Map.of());
    return LikelyCause.of(container, List.of(line), List.of(8080));
  }
}
