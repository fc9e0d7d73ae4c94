package io.slipway.deploy;

import static io.slipway.web.Permission.OPERATE;
import static io.slipway.web.Requests.body;
import static io.slipway.web.Requests.caller;

import io.avaje.jsonb.Json;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.compose.StackName;
import io.slipway.deploy.strategy.Steering;
import io.slipway.kernel.Problem;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people do to deployments: ask for one, stop it, decide on it, bring a release back. */
final class DeploymentApi {

  private static final String ALL = "/api/v1/stacks/{stack}/deployments";
  private static final String ONE = ALL + "/{number}";

  private final Deployments deployments;
  private final Sources sources;

  DeploymentApi(Deployments deployments, Sources sources) {
    this.deployments = deployments;
    this.sources = sources;
  }

  List<Route> routes() {
    return List.of(
        Route.post(ALL, OPERATE, this::deploy),
        Route.post(ONE + "/cancel", OPERATE, this::cancel),
        Route.post(ONE + "/approval", OPERATE, this::decide),
        Route.post(ONE + "/steering", OPERATE, this::steer),
        Route.post(ONE + "/retry", OPERATE, this::retry),
        Route.post("/api/v1/stacks/{stack}/rollback", OPERATE, this::rollBack));
  }

  /** What to deploy. */
  @Json
  record DeployRequest(@Nullable String ref, @Nullable String sha) {}

  /** What somebody decided. */
  @Json
  record Decision(boolean approve, @Nullable String comment) {}

  /** What a deployment is told while it runs. */
  @Json
  record SteeringRequest(String order) {}

  /** Which release to bring back. */
  @Json
  record RollbackRequest(
      long release, @Nullable List<Long> confirmIncompatible, @Nullable Boolean keepEnvironment) {}

  private void deploy(ServerRequest request, ServerResponse response) {
    DeployRequest wanted = body(request, DeployRequest.class);
    StackName stack = stack(request);
    if (!Files.isDirectory(sources.folder(stack))) {
      throw new Problem.NotFound("stack-not-found", "There is no stack called " + stack + ".");
    }
    String sha = blankToNull(wanted.sha());
    if (sha != null && !sha.matches("[0-9a-f]{7,64}")) {
      throw new Problem.Invalid(
          "sha-invalid", "A commit's id is 7 to 64 hexadecimal digits.", "sha", null);
    }
    DeployWish wish =
        new DeployWish(
            stack,
            Deployment.Kind.MANUAL,
            caller(request).name(),
            null,
            null,
            sha == null ? blankToNull(wanted.ref()) : sha,
            null,
            false);
    accepted(response, deployments.request(wish));
  }

  private void cancel(ServerRequest request, ServerResponse response) {
    accepted(response, deployments.cancel(stack(request), number(request), caller(request).name()));
  }

  private void decide(ServerRequest request, ServerResponse response) {
    Decision decision = body(request, Decision.class);
    accepted(
        response,
        deployments.decide(
            stack(request),
            number(request),
            decision.approve(),
            caller(request).name(),
            decision.comment()));
  }

  private void steer(ServerRequest request, ServerResponse response) {
    String order = body(request, SteeringRequest.class).order();
    Steering.Order wanted =
        Arrays.stream(Steering.Order.values())
            .filter(one -> one.name().equals(order))
            .findFirst()
            .orElseThrow(() ->
                new Problem.Invalid(
                    "order-unknown",
                    "“" + order + "” is not something that a deployment can be told.",
                    "order",
                    "Use PAUSE, RESUME, NEXT, PROMOTE or ABORT."));
    accepted(
        response,
        deployments.steer(stack(request), number(request), wanted, caller(request).name()));
  }

  private void retry(ServerRequest request, ServerResponse response) {
    accepted(response, deployments.retry(stack(request), number(request), caller(request).name()));
  }

  private void rollBack(ServerRequest request, ServerResponse response) {
    RollbackRequest wanted = body(request, RollbackRequest.class);
    accepted(
        response,
        deployments.rollBack(
            stack(request),
            wanted.release(),
            wanted.confirmIncompatible() == null ? List.of() : wanted.confirmIncompatible(),
            Boolean.TRUE.equals(wanted.keepEnvironment()),
            caller(request).name()));
  }

  private void accepted(ServerResponse response, Deployment deployment) {
    Requests.answer(response, Status.ACCEPTED_202, deployments.views().one(deployment));
  }

  static StackName stack(ServerRequest request) {
    return new StackName(Requests.path(request, "stack"));
  }

  /**
   * Returns the number of a deployment in the path.
   *
   * @throws Problem.Invalid when it is none
   */
  static long number(ServerRequest request) {
    return number(Requests.path(request, "number"), "number");
  }

  static long number(String text, String field) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new Problem.Invalid("number-invalid", "“" + text + "” is not a number.", field, null);
    }
    return Long.parseLong(text);
  }

  static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
