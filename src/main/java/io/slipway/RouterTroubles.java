package io.slipway;

import io.slipway.kernel.Problem;
import io.slipway.route.RouterListener;
import io.slipway.system.Troubles;
import java.util.List;

/** Shows what is wrong with the router among the server's troubles. */
final class RouterTroubles implements RouterListener {

  private static final String AWAY = "router-away";
  private static final String PORTS = "router-ports";

  private final Troubles troubles;

  RouterTroubles(Troubles troubles) {
    this.troubles = troubles;
  }

  @Override
  public void works(List<String> refused) {
    troubles.clear(AWAY);
    if (refused.isEmpty()) {
      troubles.clear(PORTS);
    } else {
      troubles.raise(
          PORTS,
          new Problem.Unavailable(
              PORTS,
              String.join(" ", refused),
              "Stop what listens there. Slipway tries again by itself."));
    }
  }

  @Override
  public void away(Problem why) {
    troubles.raise(AWAY, why);
  }
}
