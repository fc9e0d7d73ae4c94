package io.slipway.stack;

import io.slipway.compose.ComposeGlance;
import io.slipway.compose.OneShots;
import io.slipway.compose.StackName;
import io.slipway.engine.ContainerDetails;
import io.slipway.engine.ContainerPort;
import io.slipway.engine.ContainerState;
import io.slipway.engine.Health;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes what the API shows of what was seen. */
final class StackViews {

  private final StackFolders folders;
  private final StackBusy busy;
  private volatile DeployFacts deploy = DeployFacts.NONE;

  StackViews(StackFolders folders, StackBusy busy) {
    this.folders = folders;
    this.busy = busy;
  }

  void use(DeployFacts facts) {
    deploy = facts;
  }

  Stack stack(Picture.Seen seen) {
    ComposeGlance glance = seen.glance();
    StatusRules.Verdict verdict = StatusRules.judge(seen.containers(), oneShots(seen));
    StackName name = seen.name();
    return new Stack(
        name.value(),
        seen.engineUp() ? verdict.status() : StackStatus.UNKNOWN,
        glance != null,
        glance == null ? workingFolder(seen) : folders.of(name).toString(),
        glance == null ? null : glance.file(),
        glance == null ? null : glance.problem(),
        services(seen).size(),
        verdict.running(),
        verdict.expected(),
        busy.of(name).orElse(null),
        deploy.of(name).orElse(null));
  }

  StackDetails details(Picture.Seen seen) {
    List<ServiceView> views = new ArrayList<>();
    for (String service : services(seen)) {
      views.add(service(seen, service));
    }
    ComposeGlance glance = seen.glance();
    return new StackDetails(stack(seen), views, glance == null ? List.of() : glance.urls());
  }

  private ServiceView service(Picture.Seen seen, String service) {
    List<Fact> facts =
        seen.containers().stream().filter(fact -> fact.service().equals(service)).toList();
    Set<String> oneShots = oneShots(seen);
    StackStatus status =
        seen.engineUp() ? StatusRules.judge(facts, oneShots).status() : StackStatus.UNKNOWN;
    List<ServiceView.ContainerView> containers = facts.stream().map(StackViews::view).toList();
    return new ServiceView(
        service,
        image(seen, service, facts),
        status,
        StatusRules.health(facts),
        oneShots.contains(service),
        ports(seen.name(), service, facts),
        containers.stream().mapToInt(ServiceView.ContainerView::restarts).sum(),
        containers);
  }

  private static @Nullable String image(Picture.Seen seen, String service, List<Fact> facts) {
    for (Fact fact : facts) {
      if (fact.state() == ContainerState.RUNNING) {
        return fact.image();
      }
    }
    String written =
        seen.glance() == null ? "" : seen.glance().services().getOrDefault(service, "");
    if (written.isEmpty() && !facts.isEmpty()) {
      return facts.getFirst().image();
    }
    return written.isEmpty() ? null : written;
  }

  /** IPv4 and IPv6 on all addresses are two ports for the engine, and one for people. */
  private List<ServiceView.PublishedPort> ports(StackName stack, String service, List<Fact> facts) {
    Set<ServiceView.PublishedPort> ports = new LinkedHashSet<>();
    for (Fact fact : facts) {
      for (ContainerPort port : fact.ports()) {
        if (port.published() > 0) {
          String ip = port.hostIp();
          boolean all = ip == null || ip.equals("0.0.0.0") || ip.equals("::") || ip.isEmpty();
          ports.add(
              new ServiceView.PublishedPort(
                  all ? null : ip, port.published(), port.target(), port.protocol(), null));
        }
      }
    }
    for (DeployFacts.RoutedPort port : deploy.routedPorts(stack)) {
      if (port.service().equals(service)) {
        ports.add(new ServiceView.PublishedPort(null, port.listen(), port.target(), "tcp", true));
      }
    }
    return List.copyOf(ports);
  }

  private static ServiceView.ContainerView view(Fact fact) {
    ContainerDetails details = fact.details();
    String release = fact.label(Fact.RELEASE);
    boolean numbered = release != null && release.matches("v?[0-9]{1,18}");
    return new ServiceView.ContainerView(
        fact.id(),
        fact.name(),
        fact.image(),
        fact.state().name().toLowerCase(Locale.ROOT),
        fact.health() == Health.NONE ? null : fact.health().name().toLowerCase(Locale.ROOT),
        fact.exitCode(),
        details != null && details.oomKilled(),
        details == null ? null : details.startedAt(),
        details == null || fact.state() == ContainerState.RUNNING ? null : details.finishedAt(),
        details == null ? 0 : details.restartCount(),
        numbered ? Long.valueOf(Objects.requireNonNull(release).replace("v", "")) : null,
        fact.label(Fact.SLOT));
  }

  private static Set<String> services(Picture.Seen seen) {
    Set<String> services = new TreeSet<>();
    if (seen.glance() != null) {
      services.addAll(seen.glance().services().keySet());
    }
    seen.containers().forEach(fact -> services.add(fact.service()));
    return services;
  }

  private static Set<String> oneShots(Picture.Seen seen) {
    Set<String> oneShots =
        OneShots.ofLabels(
            seen.containers().stream()
                .map(fact -> fact.labels().getOrDefault(OneShots.LABEL, ""))
                .toList());
    if (seen.glance() != null) {
      oneShots.addAll(seen.glance().oneShots());
    }
    return oneShots;
  }

  private static @Nullable String workingFolder(Picture.Seen seen) {
    return seen.containers().isEmpty() ? null : seen.containers().getFirst().label(Fact.FOLDER);
  }
}
