package io.slipway.deploy;

import static io.slipway.web.Permission.OPERATE;
import static io.slipway.web.Permission.VIEW;
import static io.slipway.web.Requests.body;
import static io.slipway.web.Requests.caller;

import io.avaje.jsonb.Json;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kept releases, and what two of them differ in. */
final class ReleaseApi {

  private final Deployments deployments;
  private final Sources sources;
  private final ReleaseComparison comparison;

  ReleaseApi(Deployments deployments, Sources sources, ReleaseComparison comparison) {
    this.deployments = deployments;
    this.sources = sources;
    this.comparison = comparison;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/stacks/{stack}/releases", VIEW, this::list),
        Route.put("/api/v1/stacks/{stack}/releases/{number}/compatibility", OPERATE, this::mark),
        Route.get("/api/v1/stacks/{stack}/compare", VIEW, this::compare));
  }

  /** A release as the API gives it ({@code Release} in openapi.yaml). */
  @Json
  record ReleaseView(
      long number,
      String createdAt,
      @Nullable CommitView commit,
      String strategy,
      boolean live,
      boolean wasLive,
      boolean compatible,
      List<Long> crosses,
      List<ServiceImage> services) {

    /** What a service runs. */
    @Json
    record ServiceImage(String name, String image, String imageId) {}

    /**
     * Makes it.
     *
     * @param incompatible the stack's releases that a way back may cross
     */
    static ReleaseView of(Release release, Sources.@Nullable Feed feed, List<Long> incompatible) {
      return new ReleaseView(
          release.number(),
          release.createdAt().toString(),
          CommitView.orNull(release.commit(), feed),
          release.config().strategy(),
          release.live(),
          release.wasLive(),
          release.compatible(),
          incompatible.stream()
              .filter(number -> !release.live() && number > release.number())
              .toList(),
          release.services().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(e -> new ServiceImage(e.getKey(), e.getValue().image(), e.getValue().imageId()))
              .toList());
    }
  }

  private void list(ServerRequest request, ServerResponse response) {
    StackName stack = DeploymentApi.stack(request);
    long before =
        Requests.query(request, "before")
            .map(text -> DeploymentApi.number(text, "before"))
            .orElse(Long.MAX_VALUE);
    List<Release> found = deployments.releases(stack, before, Requests.limit(request));
    Sources.@Nullable Feed feed = sources.feed(stack).orElse(null);
    List<Long> incompatible = deployments.incompatible(stack);
    Requests.answer(
        response,
        found.stream().map(release -> ReleaseView.of(release, feed, incompatible)).toList());
  }

  /** What somebody says of a release. */
  @Json
  record Compatibility(boolean compatible) {}

  private void mark(ServerRequest request, ServerResponse response) {
    StackName stack = DeploymentApi.stack(request);
    Release marked =
        deployments.mark(
            stack,
            DeploymentApi.number(request),
            body(request, Compatibility.class).compatible(),
            caller(request).name());
    Requests.answer(
        response,
        ReleaseView.of(marked, sources.feed(stack).orElse(null), deployments.incompatible(stack)));
  }

  private void compare(ServerRequest request, ServerResponse response) {
    StackName stack = DeploymentApi.stack(request);
    Release from = required(stack, number(request, "from"));
    Release to = required(stack, number(request, "to"));
    Requests.answer(response, comparison.of(Optional.of(from), to));
  }

  private static long number(ServerRequest request, String name) {
    return DeploymentApi.number(Requests.query(request, name).orElse(""), name);
  }

  private Release required(StackName stack, long number) {
    return deployments
        .release(stack, number)
        .orElseThrow(() ->
            new Problem.NotFound(
                "release-not-found", "Release v" + number + " of " + stack + " is not kept."));
  }
}
