package io.slipway.deploy;

import static io.slipway.web.Permission.OPERATE;
import static io.slipway.web.Permission.VIEW;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.compose.StackName;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.List;

/** How a stack is deployed, what that would do now, and what the router does. */
final class PlanApi {

  private static final String CONFIG = "/api/v1/stacks/{stack}/deploy";

  private final Deployments deployments;
  private final Planning planning;
  private final TrafficView.Maker traffic;

  PlanApi(Deployments deployments, Planning planning, TrafficView.Maker traffic) {
    this.deployments = deployments;
    this.planning = planning;
    this.traffic = traffic;
  }

  List<Route> routes() {
    return List.of(
        Route.get(CONFIG, VIEW, this::read),
        Route.put(CONFIG, OPERATE, this::save),
        Route.get("/api/v1/stacks/{stack}/plan", VIEW, this::plan),
        Route.get("/api/v1/stacks/{stack}/traffic", VIEW, this::traffic));
  }

  private void read(ServerRequest request, ServerResponse response) {
    Requests.answer(response, deployments.config(DeploymentApi.stack(request)));
  }

  private void save(ServerRequest request, ServerResponse response) throws InterruptedException {
    DeployConfig config = Requests.body(request, DeployConfig.class);
    StackName stack = DeploymentApi.stack(request);
    planning.refuseUncountable(stack, config);
    Requests.answer(response, deployments.save(stack, config, Requests.caller(request).name()));
  }

  private void plan(ServerRequest request, ServerResponse response) throws InterruptedException {
    StackName stack = DeploymentApi.stack(request);
    DeployConfig config = deployments.config(stack);
    DeployConfig wanted =
        Requests.query(request, "strategy").map(StrategyName::of).map(config::with).orElse(config);
    Requests.answer(response, planning.of(stack, wanted));
  }

  private void traffic(ServerRequest request, ServerResponse response) {
    Requests.answer(response, traffic.of(DeploymentApi.stack(request)));
  }
}
