package io.slipway.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.engine.ContainerState;
import io.slipway.engine.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusRulesTest {

  /**
   * Each container is {@code service:state[:code][:policy]}; service {@code init} is one that
   * others wait to complete.
   */
  @ParameterizedTest(name = "{0} is {1}, {2} of {3}")
  @CsvSource({
    "'', DRAFT, 0, 0",
    "web:running, RUNNING, 1, 1",
    "web:running db:running, RUNNING, 2, 2",
    "web:running init:exited:0, RUNNING, 1, 1",
    "web:running job:exited:0:no, RUNNING, 1, 1",
    "web:running job:exited:0:on-failure, RUNNING, 1, 1",
    "web:running db:exited:0:always, PARTIAL, 1, 2",
    "web:running db:exited:0:unless-stopped, PARTIAL, 1, 2",
    "web:running db:exited:137:no, PARTIAL, 1, 2",
    "web:running init:exited:1, PARTIAL, 1, 2",
    "web:running db:dead:1, PARTIAL, 1, 2",
    "web:running db:paused, PARTIAL, 1, 2",
    "web:running db:restarting, RESTARTING, 1, 2",
    "web:restarting, RESTARTING, 0, 1",
    "web:healthy db:running, RUNNING, 2, 2",
    "web:starting db:running, STARTING, 2, 2",
    "web:unhealthy db:running, UNHEALTHY, 2, 2",
    "web:unhealthy db:exited:1, UNHEALTHY, 1, 2",
    "web:created db:starting, STARTING, 1, 2",
    "web:created db:running, STARTING, 1, 2",
    "web:created, CREATED, 0, 1",
    "web:exited:0:always db:exited:1, EXITED, 0, 2",
    "init:exited:0, EXITED, 0, 0",
    "web:removing, DRAFT, 0, 0",
    "web@2:running web@1:exited:143:always, RUNNING, 1, 1",
    "web@2:running web@2:exited:1:always, PARTIAL, 1, 2",
    "web@1:running db@1:exited:1, PARTIAL, 1, 2",
  })
  void tellsTheStatusFromFacts(String containers, StackStatus status, int running, int expected) {
    List<Fact> facts = new ArrayList<>();
    for (String each : containers.split(" ", -1)) {
      if (!each.isEmpty()) {
        facts.add(fact(each, facts.size()));
      }
    }
    assertThat(StatusRules.judge(facts, Set.of("init")))
        .isEqualTo(new StatusRules.Verdict(status, running, expected));
  }

  static Fact fact(String text, int number) {
    String[] parts = text.split(":", -1);
    String[] service = parts[0].split("@", -1);
    Health health =
        switch (parts[1]) {
          case "healthy" -> Health.HEALTHY;
          case "starting" -> Health.STARTING;
          case "unhealthy" -> Health.UNHEALTHY;
          default -> Health.NONE;
        };
    ContainerState state =
        health == Health.NONE
            ? ContainerState.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT))
            : ContainerState.RUNNING;
    return new Fact(
        "id" + number,
        service[0] + "-" + number,
        "image",
        service.length == 1
            ? Map.of(Fact.SERVICE, service[0])
            : Map.of(Fact.SERVICE, service[0], Fact.RELEASE, service[1]),
        state,
        health,
        parts.length > 2 ? Integer.valueOf(parts[2]) : null,
        parts.length > 3 ? parts[3] : null,
        List.of(),
        null);
  }
}
