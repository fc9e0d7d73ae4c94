package io.slipway.deploy.eligible;

import io.slipway.compose.ComposeAttachment;
import io.slipway.compose.ComposeFileObject;
import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeMount;
import io.slipway.compose.ComposePort;
import io.slipway.compose.ComposeService;
import io.slipway.deploy.StrategyName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says per service, with reasons by name, whether a strategy can be used on a rendered model. */
public final class Eligibility {

  /** Marks a service whose writable volumes two versions may use at the same time. */
  public static final String SHARED_SAFE = "slipway.shared-safe";

  private final ComposeModel model;
  private final Routing routing;
  private final Set<String> healthChecked;

  /**
   * Looks at a model.
   *
   * @param healthChecked services whose image brings a health check
   */
  public Eligibility(ComposeModel model, Routing routing, Set<String> healthChecked) {
    this.model = model;
    this.routing = routing;
    this.healthChecked = healthChecked;
  }

  /** Returns what is found about one service under a strategy. */
  public List<PlanReason> of(String name, StrategyName strategy) {
    ComposeService service = model.services().get(name);
    if (service == null) {
      return List.of();
    }
    List<PlanReason> found = new ArrayList<>();
    boolean routed = routing.services().contains(name);
    boolean beside = routed && strategy.beside();
    boolean job = model.oneShots().contains(name);
    Set<String> bindings = model.bindings(name);
    given(service, found);
    if (job && !bindings.isEmpty()) {
      found.add(
          PlanReason.blocker(
              "bound-job",
              name,
              name
                  + " is bound to the containers of "
                  + String.join(", ", bindings)
                  + ", but a job runs in a project of its own, without them.",
              "Let it reach them by a network and named volumes instead."));
    }
    ports(service, strategy, found);
    if (beside) {
      storage(service, found);
      host(service, found);
      sharers(service, found);
      copies(service, strategy, found);
      callers(service, found);
    }
    if (routed) {
      health(service, strategy, found);
    }
    if (job) {
      found.add(
          PlanReason.info(
              "one-shot-job",
              name,
              name
                  + " runs once for the release, before traffic; if it fails, so does the"
                  + " deployment."));
    } else if (!routed && !bindings.isEmpty()) {
      found.add(
          PlanReason.info(
              "replaced-with",
              name,
              name
                  + " is bound to the containers of "
                  + String.join(", ", bindings)
                  + " and is replaced together with them."));
    } else if (!routed) {
      found.add(
          PlanReason.info(
              "worker",
              name,
              name
                  + " takes no requests from the router: if it changed, it is replaced in place."));
    }
    return found;
  }

  /** What compose cannot give a container, whatever the strategy: better said before the start. */
  private void given(ComposeService service, List<PlanReason> found) {
    String name = service.name();
    objects("config", model.configs(), service.configs(), service, found);
    objects("secret", model.secrets(), service.secrets(), service, found);
    for (String of : model.bindings(name)) {
      if (!model.services().containsKey(of)) {
        found.add(
            PlanReason.blocker(
                "bound-to-nothing",
                name,
                name + " is bound to the containers of " + of + ", which is not deployed.",
                "Activate the profile of " + of + ", or remove the binding."));
      }
    }
  }

  private void objects(
      String kind,
      Map<String, ComposeFileObject> all,
      List<String> used,
      ComposeService service,
      List<PlanReason> found) {
    for (String key : used) {
      ComposeFileObject object = all.get(key);
      if (object == null || object.file() != null) {
        continue;
      }
      if (object.external()) {
        found.add(
            PlanReason.blocker(
                "external-" + kind,
                service.name(),
                service.name()
                    + " uses the "
                    + kind
                    + " “"
                    + key
                    + "”, which is external; only a swarm has such.",
                "Give it a file in the stack's folder."));
      } else if (Boolean.TRUE.equals(model.tree(service.name()).get("read_only"))) {
        found.add(
            PlanReason.blocker(
                "read-only-file-system",
                service.name(),
                service.name()
                    + " has a read-only file system, into which compose cannot write the "
                    + kind
                    + " “"
                    + key
                    + "”.",
                "Give the " + kind + " a file, which is mounted instead."));
      }
    }
  }

  private void ports(ComposeService service, StrategyName strategy, List<PlanReason> found) {
    List<ComposePort> kept = routing.kept(service);
    for (ComposePort port : service.ports()) {
      if (!kept.contains(port)) {
        found.add(
            PlanReason.info(
                "host-port-moves",
                service.name(),
                "Port "
                    + port.published()
                    + " moves to the router, which sends its requests to "
                    + service.name()
                    + "."));
      } else if (port.fixed() > 0
          && strategy == StrategyName.ROLLING
          && routing.services().contains(service.name())) {
        found.add(
            PlanReason.blocker(
                "host-port-stays",
                service.name(),
                "Port "
                    + port.published()
                    + "/"
                    + port.protocol()
                    + " stays with the engine, and two containers cannot publish it at the same"
                    + " time.",
                "Use blue/green or recreate, or give the port a route."));
      } else if (port.fixed() > 0) {
        found.add(
            PlanReason.info(
                "host-port-stays",
                service.name(),
                "Port "
                    + port.published()
                    + "/"
                    + port.protocol()
                    + " stays with the engine: it is not taken for HTTP. It pauses while "
                    + service.name()
                    + " is replaced."));
      }
    }
  }

  private void storage(ComposeService service, List<PlanReason> found) {
    if (DatabaseImages.matches(service.image())) {
      found.add(
          PlanReason.blocker(
              "database-image",
              service.name(),
              service.name()
                  + " is a database ("
                  + service.image()
                  + "); two of them at the same time would damage its data.",
              "Use recreate for this stack, or route only services without data."));
      return;
    }
    Set<String> ofDatabases = databaseVolumes();
    for (ComposeMount mount : service.volumes()) {
      if (mount.type().equals("volume") && mount.source() == null) {
        found.add(
            PlanReason.warning(
                "anonymous-volume",
                service.name(),
                service.name()
                    + " keeps "
                    + mount.target()
                    + " in a volume without a name: the new version begins with an empty one, and"
                    + " what it writes there before the switch is over is lost.",
                "Use a tmpfs for what may be lost, or a named volume."));
      }
      if (mount.readOnly() || mount.source() == null) {
        continue;
      }
      boolean named = mount.type().equals("volume");
      if (named && ofDatabases.contains(mount.source())) {
        found.add(
            PlanReason.blocker(
                "database-volume",
                service.name(),
                service.name() + " writes to “" + mount.source() + "”, a volume of a database.",
                "Mount it read-only, or use recreate."));
      } else if ((named || mount.type().equals("bind"))
          && !"true".equals(service.labels().get(SHARED_SAFE))) {
        found.add(
            PlanReason.blocker(
                named ? "writable-volume" : "writable-bind",
                service.name(),
                service.name()
                    + " writes to "
                    + mount.target()
                    + "; old and new version would write there at the same time.",
                "Mount it read-only, use recreate, or add the label "
                    + SHARED_SAFE
                    + ": \"true\" to the service if both may write."));
      }
    }
  }

  private Set<String> databaseVolumes() {
    Set<String> volumes = new LinkedHashSet<>();
    for (ComposeService service : model.services().values()) {
      if (DatabaseImages.matches(service.image())) {
        for (ComposeMount mount : service.volumes()) {
          if (mount.source() != null && !mount.readOnly()) {
            volumes.add(mount.source());
          }
        }
      }
    }
    return volumes;
  }

  private void host(ComposeService service, List<PlanReason> found) {
    String name = service.name();
    String why = "; two copies cannot have it at the same time.";
    if (service.networkMode() != null) {
      found.add(
          PlanReason.blocker(
              "host".equals(service.networkMode()) ? "host-network" : "network-mode",
              name,
              name + " uses network_mode: " + service.networkMode() + why,
              "Use recreate, or an ordinary network."));
    }
    if (service.networks().stream().anyMatch(ComposeAttachment::fixedAddress)
        || model.tree(name).containsKey("mac_address")) {
      found.add(
          PlanReason.blocker(
              "fixed-address",
              name,
              name + " has a fixed address" + why,
              "Remove the address: other services find " + name + " by its name."));
    }
    if (!service.devices().isEmpty()) {
      found.add(
          PlanReason.blocker(
              "device",
              name,
              name + " uses " + service.devices().getFirst() + why,
              "Use recreate."));
    }
    if (service.pid() != null) {
      found.add(
          PlanReason.blocker(
              "host".equals(service.pid()) ? "pid-host" : "pid-mode",
              name,
              name + " uses pid: " + service.pid() + why,
              "Use recreate, or remove pid."));
    }
    Map<?, ?> raw = model.tree(name);
    if (raw.containsKey("volumes_from")
        || String.valueOf(raw.get("ipc")).startsWith("service:")
        || raw.containsKey("links")) {
      found.add(
          PlanReason.blocker(
              "bound-to-service",
              name,
              name + " is bound to the containers of another service (links, volumes_from or ipc).",
              "Use networks and named volumes instead."));
    }
  }

  /** Others that live in the network, processes or volumes of a service's one container. */
  private void sharers(ComposeService service, List<PlanReason> found) {
    List<String> sharers = model.boundTo(Set.of(service.name())).stream().sorted().toList();
    if (!sharers.isEmpty()) {
      found.add(
          PlanReason.blocker(
              "shared-container",
              service.name(),
              String.join(", ", sharers)
                  + " shares the container of "
                  + service.name()
                  + " (network_mode, pid, ipc or volumes_from) and can be with one of two only.",
              "Use recreate, or give "
                  + String.join(", ", sharers)
                  + " a network and volumes of its own."));
    }
  }

  private static void copies(
      ComposeService service, StrategyName strategy, List<PlanReason> found) {
    if (service.containerName() != null && strategy == StrategyName.ROLLING) {
      found.add(
          PlanReason.warning(
              "container-name",
              service.name(),
              "Under rolling, "
                  + service.name()
                  + " is not called “"
                  + service.containerName()
                  + "” but as compose numbers it: two containers of one project run at the same"
                  + " time, and a name can be had once.",
              "Use blue/green to keep the name."));
    } else if (service.containerName() != null) {
      found.add(
          PlanReason.warning(
              "container-name",
              service.name(),
              "While both versions run, the new one is not called “"
                  + service.containerName()
                  + "”: a name can be had once.",
              null));
    }
  }

  private void callers(ComposeService service, List<PlanReason> found) {
    List<String> callers =
        model.services().values().stream()
            .filter(other -> !other.name().equals(service.name()))
            .filter(other ->
                other.dependsOn().stream().anyMatch(d -> d.service().equals(service.name()))
                    || mentions(other, service.name()))
            .map(ComposeService::name)
            .toList();
    if (!callers.isEmpty()) {
      found.add(
          PlanReason.info(
              "called-by-name",
              service.name(),
              String.join(", ", callers)
                  + " may call "
                  + service.name()
                  + " by its name; such calls reach either version while both run."));
    }
  }

  private static boolean mentions(ComposeService other, String name) {
    return other.environment().values().stream()
        .anyMatch(value -> value != null && names(value, name));
  }

  private static boolean names(@Nullable String value, String name) {
    return value != null
        && (value.contains("//" + name + ":")
            || value.contains("//" + name + "/")
            || value.endsWith("//" + name)
            || value.startsWith(name + ":")
            || value.contains("@" + name + ":"));
  }

  private void health(ComposeService service, StrategyName strategy, List<PlanReason> found) {
    boolean given = service.healthCheck() != null && !service.healthCheck().disabled();
    boolean off = service.healthCheck() != null && service.healthCheck().disabled();
    if (given || (!off && healthChecked.contains(service.name()))) {
      return;
    }
    if (strategy == StrategyName.CANARY && !routing.checked(service.name())) {
      found.add(
          PlanReason.blocker(
              "no-health-check",
              service.name(),
              service.name()
                  + " has neither a health check nor a check here: nobody would see that a canary"
                  + " is ill.",
              "Add a healthcheck to the compose file, or a check in the stack's settings."));
    } else {
      found.add(
          PlanReason.warning(
              "no-health-check",
              service.name(),
              service.name() + " has no health check: it counts as ready when its port answers.",
              "Add a healthcheck to the compose file."));
    }
  }
}
