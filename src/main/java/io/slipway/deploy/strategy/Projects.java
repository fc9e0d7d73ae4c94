package io.slipway.deploy.strategy;

import io.slipway.compose.ComposeFailed;
import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeProject;
import io.slipway.compose.ComposeResource;
import io.slipway.compose.UpOptions;
import io.slipway.deploy.Release;
import io.slipway.engine.ContainerState;
import io.slipway.engine.ContainerSummary;
import io.slipway.engine.NetworkSummary;
import io.slipway.engine.VolumeSummary;
import io.slipway.kernel.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings up services: in the stack's own project, or in a slot beside it. */
final class Projects {

  private static final UpOptions UP = UpOptions.plain().withNoBuild();

  /** While compose replaces a container, the new one is called {@code <12 digits>_<name>}. */
  private static final Pattern HALF_REPLACED = Pattern.compile("[0-9a-f]{12}_(.+)");

  /** The line of the journal with what is about to be made: {@code network a, volume b}. */
  private static final String MISSING = "networks-missing";

  private static final String NETWORK = "network ";
  private static final String VOLUME = "volume ";
  private static final String SEPARATOR = ", ";

  /** A service that is there for its networks and volumes. */
  private static final String PREPARE = "slipway-prepare";

  private final Tools tools;
  private final Containers containers;
  private final StackFolder folders;
  private final Images images;
  private final HealthWatch health;
  private final Dependencies dependencies;

  Projects(Tools tools) {
    this.tools = tools;
    this.images = new Images(tools.engine());
    this.health = new HealthWatch(tools);
    this.containers = new Containers(tools.engine());
    this.folders = new StackFolder(tools.blobs());
    this.dependencies = new Dependencies(tools.compose(), containers);
  }

  /** Writes the release's files into the stack's folder. */
  String write(Rollout rollout, Release release, @Nullable Release instead) {
    folders.become(release, instead, rollout.folder(), rollout.keepEnvironment());
    return release.files().size() + " files of " + release.title();
  }

  void withoutOverride(Rollout rollout) {
    folders.withoutOverride(rollout.folder());
  }

  /** Makes services of the stack's own project what the release has; the folder must be its. */
  List<ContainerSummary> up(Rollout rollout, Release release, Collection<String> services)
      throws InterruptedException {
    if (services.isEmpty()) {
      return List.of();
    }
    own(rollout, release, services, UP);
    number(rollout, services);
    return containers.of(release.stack().value(), services);
  }

  /**
   * Makes a release's services of the stack's own project have that many containers; those that are
   * there stay as they are.
   */
  void surge(Rollout rollout, Release release, Map<String, Integer> scale)
      throws InterruptedException {
    own(rollout, release, scale.keySet(), UP.withNoRecreate().withScale(scale));
  }

  private void own(Rollout rollout, Release release, Collection<String> services, UpOptions options)
      throws InterruptedException {
    repair(release.stack().value());
    images.of(release, services);
    ComposeProject project = folders.project(release, rollout.folder());
    run(rollout, project, services, dependencies.spare(options, release, project, services));
  }

  /**
   * Gives containers the numbers in their names back, which compose goes on counting while old ones
   * are still there: the one container of a service is {@code stack-service-1} again. Compose keeps
   * a number of its own on a label and names by that one when it replaces the container.
   */
  void number(Rollout rollout, Collection<String> services) throws InterruptedException {
    for (String service : services) {
      List<ContainerSummary> all = containers.of(rollout.stack().value(), List.of(service));
      List<String> free =
          IntStream.rangeClosed(1, all.size())
              .mapToObj(number -> rollout.stack() + "-" + service + "-" + number)
              .filter(name -> all.stream().noneMatch(c -> c.name().equals(name)))
              .toList();
      Pattern beyond = Pattern.compile(Pattern.quote(rollout.stack() + "-" + service) + "-(\\d+)");
      Iterator<String> next = free.iterator();
      for (ContainerSummary container : all) {
        Matcher name = beyond.matcher(container.name());
        if (name.matches() && Integer.parseInt(name.group(1)) > all.size() && next.hasNext()) {
          rename(container, next.next());
        }
      }
    }
  }

  /** Makes services run in a slot. */
  List<ContainerSummary> upSlot(
      Rollout rollout, Release release, Collection<String> services, String slot, boolean oneShot)
      throws InterruptedException {
    images.of(release, services);
    Path files = rollout.filesOf(release);
    folders.files(release, files);
    String json =
        SlotModel.json(
            release, services, slot, rollout.deployment(), rollout.folder(), files, oneShot);
    String name = SlotModel.project(release, slot);
    Path file = rollout.work().resolve(name + (oneShot ? "-jobs" : "") + ".json");
    compose(rollout, release, name, file, json, services, UP.withNoDeps());
    return containers.of(name, services);
  }

  /** Runs compose on a model; secrets may take their content from the release's variables. */
  private void compose(
      Rollout rollout,
      Release release,
      String name,
      Path file,
      String json,
      Collection<String> services,
      UpOptions options)
      throws InterruptedException {
    Path variables = rollout.work().resolve(name + ".env");
    try {
      Files.createDirectories(rollout.work());
      Files.writeString(file, json);
      Files.writeString(variables, release.environment() == null ? "" : release.environment());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
    ComposeProject project =
        new ComposeProject(name, rollout.work(), List.of(file), List.of(variables), Map.of());
    run(rollout, project, services, options);
  }

  /** Runs compose; when it fails because a container cannot start, that is what is told. */
  private void run(
      Rollout rollout, ComposeProject project, Collection<String> services, UpOptions options)
      throws InterruptedException {
    // What was stopped before, as the old version is, is not to blame.
    Set<String> stopped =
        containers.of(project.name(), services).stream()
            .filter(container -> !Containers.runs(container))
            .map(ContainerSummary::id)
            .collect(Collectors.toSet());
    try {
      tools
          .compose()
          .up(project, List.copyOf(services), options, line -> rollout.say(line.text(), "compose"));
    } catch (ComposeFailed e) {
      containers.of(project.name(), services).stream()
          .filter(container -> !stopped.contains(container.id()))
          .flatMap(container -> tools.engine().inspect(container.id()).stream())
          .forEach(details -> health.judge(rollout, details));
      throw e;
    }
  }

  /** Removes all containers of a slot and what compose made for it. */
  void removeSlot(Rollout rollout, Release release, String slot) {
    String name = SlotModel.project(release, slot);
    containers.remove(containers.of(name), release.modelIn("/"));
    for (NetworkSummary network :
        tools.engine().networks(io.slipway.deploy.Labels.PROJECT + "=" + name)) {
      tools.engine().removeNetwork(network.id());
    }
  }

  /**
   * Makes the networks and volumes of the release that the stack does not have yet, with compose's
   * own labels. Which these are is in the journal before the first is made.
   *
   * @return the names of those made
   */
  String prepare(Rollout rollout) throws InterruptedException {
    Release release = rollout.target();
    ComposeModel model = release.modelIn("/");
    String made =
        rollout
            .journal()
            .perform(
                MISSING,
                null,
                () ->
                    Stream.concat(
                            missing(model.networks(), networks()).map(one -> NETWORK + one.name()),
                            missing(model.volumes(), volumes()).map(one -> VOLUME + one.name()))
                        .collect(Collectors.joining(SEPARATOR)));
    List<String> networks =
        missing(model.networks(), networks()).map(ComposeResource::key).toList();
    List<String> volumes = missing(model.volumes(), volumes()).map(ComposeResource::key).toList();
    if (!networks.isEmpty() || !volumes.isEmpty()) {
      make(rollout, networks, volumes);
    }
    return made.isEmpty() ? "all are here" : made;
  }

  /** Lets compose make them: for a service that uses them all and never starts. */
  private void make(Rollout rollout, List<String> networks, List<String> volumes)
      throws InterruptedException {
    Release release = rollout.target();
    Map<String, Object> tree = release.modelIn("/").mutableCopy();
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("image", release.services().values().iterator().next().image());
    service.put("command", List.of(PREPARE)); // An image may have no command.
    if (networks.isEmpty()) {
      service.put("network_mode", "none");
    } else {
      Map<String, Object> attached = new LinkedHashMap<>();
      networks.forEach(key -> attached.put(key, Map.of()));
      service.put("networks", attached);
    }
    service.put("volumes", volumes.stream().map(key -> key + ":/slipway/" + key).toList());
    tree.put("services", Map.of(PREPARE, service));
    tree.remove("configs");
    tree.remove("secrets");
    tree.put("name", release.stack().value());
    compose(
        rollout,
        release,
        release.stack().value(),
        rollout.work().resolve("prepare.json"),
        ComposeModel.toJson(tree),
        List.of(PREPARE),
        UP.withNoDeps().withNoStart());
    removePrepare(release);
  }

  private void removePrepare(Release release) {
    for (ContainerSummary made : containers.of(release.stack().value(), List.of(PREPARE))) {
      tools.engine().remove(made.id(), true);
    }
  }

  /**
   * Removes what {@link #prepare} made or was about to make; what was there before stays.
   *
   * @param served whether the release has had requests: then its volumes hold data, and stay
   */
  void unprepare(Rollout rollout, boolean served) {
    Optional<String> made = rollout.journal().result(MISSING);
    if (made.isEmpty()) {
      return;
    }
    removePrepare(rollout.target());
    List<String> names = List.of(made.get().split(SEPARATOR, -1));
    tools.engine().networks().stream()
        .filter(network -> names.contains(NETWORK + network.name()))
        .forEach(network -> tools.engine().removeNetwork(network.id()));
    if (!served) {
      volumes().stream()
          .filter(volume -> names.contains(VOLUME + volume))
          .forEach(tools.engine()::removeVolume);
    }
  }

  private Set<String> networks() {
    return tools.engine().networks().stream().map(NetworkSummary::name).collect(Collectors.toSet());
  }

  private Set<String> volumes() {
    return tools.engine().volumes().stream().map(VolumeSummary::name).collect(Collectors.toSet());
  }

  private static Stream<ComposeResource> missing(
      Map<String, ComposeResource> wanted, Set<String> there) {
    return wanted.values().stream()
        .filter(resource -> !resource.external() && !there.contains(resource.name()));
  }

  /**
   * Finishes what a compose that was killed left half done: a new container with a passing name.
   */
  private void repair(String project) throws InterruptedException {
    List<ContainerSummary> all = containers.of(project);
    for (ContainerSummary container : all) {
      Matcher half = HALF_REPLACED.matcher(container.name());
      if (!half.matches()) {
        continue;
      }
      Optional<ContainerSummary> old =
          all.stream().filter(other -> other.name().equals(half.group(1))).findFirst();
      if (old.isPresent() && container.state() == ContainerState.CREATED) {
        tools.engine().remove(container.id(), true);
      } else if (old.isEmpty()) {
        rename(container, half.group(1));
      }
    }
  }

  private void rename(ContainerSummary container, String name) throws InterruptedException {
    Command rename =
        Command.of("docker", "rename", container.id(), name)
            .withEnvironment(tools.engine().host().environment());
    Command.Result result = tools.processes().run(rename);
    if (!result.ok()) {
      throw new IllegalStateException("docker rename: " + result.lastLine());
    }
  }
}
