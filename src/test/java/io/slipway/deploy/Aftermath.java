package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.ComposeService;
import io.slipway.compose.StackName;
import io.slipway.engine.ContainerState;
import io.slipway.engine.ContainerSummary;
import io.slipway.route.RouteState;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to be true of a stack of one {@link TestApp} when a deployment has ended, whatever
 * befell it.
 *
 * @param about what is said when it is not
 */
record Aftermath(World world, Deployment last, String about) {

  /** Exactly one release serves at the port, it is the one on record, and nothing else is left. */
  void oneReleaseServes(int port) {
    StackName stack = last.stack();
    assertThat(last.state().terminal()).as(about).isTrue();
    Release live = world.deployments.live(stack).orElseThrow();
    boolean succeeded = last.state() == DeploymentState.SUCCEEDED;
    assertThat(live.number() == Objects.requireNonNullElse(last.toRelease(), -1L))
        .as(about)
        .isEqualTo(succeeded);
    liveReleaseServes(port);
  }

  /** What serves at the port is what the record says, and nothing else is left. */
  void liveReleaseServes(int port) {
    StackName stack = last.stack();
    Release live = world.deployments.live(stack).orElseThrow();
    nothingIsLeft();
    ContainerSummary web = world.containers(stack.value()).getFirst();
    assertThat(web.state()).as(about).isEqualTo(ContainerState.RUNNING);
    assertThat(web.label(Labels.RELEASE)).as(about).isEqualTo("" + live.revision("web"));
    List<RouteState> routes = world.router.desired(stack);
    assertThat(routes).as(about).hasSize(1);
    assertThat(routes.getFirst().held()).as(about).isFalse();
    assertThat(routes.getFirst().targets()).as(about).hasSize(1);
    assertThat(routes.getFirst().targets().getFirst().weight()).as(about).isPositive();
    assertThat(Ask.body(port)).as(about).hasValue(version(live));
  }

  /** The engine has the stack's one container and network, and images of releases on record. */
  void nothingIsLeft() {
    StackName stack = last.stack();
    assertThat(world.belongings(stack.value()))
        .as(about)
        .containsExactlyInAnyOrder(
            "container " + stack + "-web-1", "network " + stack + "_default");
    assertThat(world.tags(stack.value())).as(about).isSubsetOf(tags(stack));
    assertThat(
            world
                .stackFolder(stack.value())
                .toFile()
                .list((_, name) -> name.startsWith(".slipway")))
        .as(about)
        .isEmpty();
    assertThat(Files.exists(world.folder.resolve("slots/" + stack + "/" + last.number())))
        .as(about)
        .isFalse();
  }

  /** Returns the names that the releases on record give to their images. */
  private Set<String> tags(StackName stack) {
    return world.deployments.releases(stack, Long.MAX_VALUE, 100).stream()
        .flatMap(release -> release.services().values().stream())
        .map(Release.Service::tag)
        .collect(Collectors.toSet());
  }

  private static String version(Release release) {
    ComposeService web = release.modelIn("/").service("web").orElseThrow();
    return String.valueOf(web.environment().get("VERSION"));
  }
}
