package io.slipway.deploy;

import static io.slipway.web.Permission.VIEW;

import io.avaje.jsonb.Json;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deployments that were and are: lists, and one with all that is known of it. */
final class HistoryApi {

  private final Deployments deployments;
  private final DeploymentDetailsView.Maker details;

  HistoryApi(Deployments deployments, DeploymentDetailsView.Maker details) {
    this.deployments = deployments;
    this.details = details;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/deployments", VIEW, this::all),
        Route.get("/api/v1/stacks/{stack}/deployments", VIEW, this::ofStack),
        Route.get("/api/v1/stacks/{stack}/deployments/{number}", VIEW, this::one));
  }

  /** A page of deployments; {@code next} is the cursor of the page after it. */
  @Json
  record DeploymentPage(List<DeploymentView> items, @Nullable String next) {}

  private void all(ServerRequest request, ServerResponse response) {
    boolean active = Requests.query(request, "active").filter("true"::equals).isPresent();
    answer(request, response, null, active);
  }

  private void ofStack(ServerRequest request, ServerResponse response) {
    answer(request, response, DeploymentApi.stack(request), false);
  }

  private void answer(
      ServerRequest request, ServerResponse response, @Nullable StackName stack, boolean active) {
    int limit = Requests.limit(request);
    List<Deployment> found =
        deployments.find(
            new DeploymentHistory.Question(
                stack,
                active,
                states(request),
                Requests.query(request, "branch").orElse(null),
                Requests.query(request, "author").orElse(null),
                Requests.query(request, "text").orElse(null),
                Requests.query(request, "before").orElse(null),
                limit + 1));
    boolean more = found.size() > limit;
    List<Deployment> page = more ? found.subList(0, limit) : found;
    Requests.answer(
        response,
        new DeploymentPage(deployments.views().all(page), more ? page.getLast().sortKey() : null));
  }

  private static List<DeploymentState> states(ServerRequest request) {
    return Requests.query(request, "state").stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(HistoryApi::state)
        .toList();
  }

  private static DeploymentState state(String name) {
    return Arrays.stream(DeploymentState.values())
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Problem.Invalid(
                "state-unknown", "There is no state called “" + name + "”.", "state", null));
  }

  private void one(ServerRequest request, ServerResponse response) {
    Deployment deployment =
        deployments.find(DeploymentApi.stack(request), DeploymentApi.number(request));
    Requests.answer(response, details.of(deployment));
  }
}
