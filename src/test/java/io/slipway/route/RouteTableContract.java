package io.slipway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.store.BothDatabases;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class RouteTableContract extends BothDatabases {

  private final RouteId web = new RouteId(new StackName("shop"), "web", 8080);
  private final Route route =
      new Route(
          web,
          List.of(new Entry.Port("127.0.0.1", 8080, "/"), new Entry.Domain("shop.test", "/api")),
          "/health");

  @Test
  void keepsRoutesWithTheirEntriesTargetsAndHold() {
    Target blue = new Target("blue", "10.0.0.2:80", 7, "blue");
    database()
        .change(sql -> {
          RouteTable.put(sql, route);
          RouteTable.put(sql, web, blue);
          assertThat(RouteTable.weigh(sql, web.target("blue"), 100)).isTrue();
          assertThat(RouteTable.weigh(sql, web.target("green"), 100)).isFalse();
          RouteTable.holdLimit(sql, web, Duration.ofSeconds(5));
          assertThat(RouteTable.hold(sql, web, true)).isTrue();
          RouteTable.preview(sql, web, "4a7");
          RouteTable.split(sql, web, new RouteState.Split(25, "green", true));
          RouteTable.put(sql, route);
        });
    assertThat(all())
        .containsExactly(
            new RouteState(
                route,
                List.of(new RouteState.Share(blue, 100, TargetState.ACTIVE)),
                true,
                Duration.ofSeconds(5),
                "4a7",
                new RouteState.Split(25, "green", true)));
  }

  @Test
  void aTargetThatHadRequestsDrainsAndOneThatHadNoneStaysOnStandby() {
    database()
        .change(sql -> {
          RouteTable.put(sql, route);
          RouteTable.put(sql, web, new Target("blue", "10.0.0.2:80", 7, null));
          RouteTable.put(sql, web, new Target("green", "10.0.0.3:80", 8, null));
          RouteTable.weigh(sql, web.target("blue"), 100);
          RouteTable.weigh(sql, web.target("blue"), 0);
          RouteTable.weigh(sql, web.target("green"), 0);
          RouteTable.put(sql, web, new Target("blue", "10.0.0.9:80", 9, null));
        });
    assertThat(all().getFirst().targets())
        .extracting(share -> share.target().address() + " " + share.state())
        .containsExactly("10.0.0.9:80 DRAINING", "10.0.0.3:80 STANDBY");
    database().change(sql -> RouteTable.remove(sql, web));
    assertThat(all()).isEmpty();
  }

  private List<RouteState> all() {
    return database().read(RouteTable::all);
  }
}
