package io.slipway.deploy.eligible;

import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposePort;
import io.slipway.compose.ComposeService;
import io.slipway.compose.StackName;
import io.slipway.deploy.CheckRule;
import io.slipway.deploy.DeployConfig;
import io.slipway.deploy.DeployConfig.RouteRule;
import io.slipway.deploy.StrategyName;
import io.slipway.route.Entry;
import io.slipway.route.Route;
import io.slipway.route.RouteId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How requests reach a stack: the rules that somebody chose, or else the published HTTP ports of
 * its file. A port that the router listens on is not published by the engine any more.
 */
public final class Routing {

  private final ComposeModel model;
  private final DeployConfig config;
  private final List<RouteRule> rules;

  private Routing(ComposeModel model, DeployConfig config, List<RouteRule> rules) {
    this.model = model;
    this.config = config;
    this.rules = List.copyOf(rules);
  }

  /** Works out the routes of a model. */
  public static Routing of(ComposeModel model, DeployConfig config) {
    List<RouteRule> rules = new ArrayList<>();
    for (RouteRule rule : config.routes()) {
      if (model.services().containsKey(rule.service())) {
        rules.add(rule);
      }
    }
    for (ComposeService service : model.services().values()) {
      for (ComposePort port : service.ports()) {
        if (moves(service, port, config.routes()) && !listed(rules, service, port)) {
          rules.add(new RouteRule(service.name(), port.target(), port.fixed(), null, "/"));
        }
      }
    }
    return new Routing(model, config, rules);
  }

  /** Returns a stack without routes: the engine publishes its ports. */
  public static Routing none(ComposeModel model, DeployConfig config) {
    return new Routing(model, config, List.of());
  }

  private static boolean moves(ComposeService service, ComposePort port, List<RouteRule> chosen) {
    if (!"tcp".equals(port.protocol()) || port.fixed() == 0 || service.networkMode() != null) {
      return false;
    }
    if (!chosen.isEmpty()) {
      return chosen.stream()
          .anyMatch(rule ->
              rule.service().equals(service.name()) && rule.containerPort() == port.target());
    }
    return !DatabaseImages.matches(service.image()) && !DatabaseImages.otherProtocol(port.target());
  }

  private static boolean listed(List<RouteRule> rules, ComposeService service, ComposePort port) {
    return rules.stream()
        .anyMatch(rule ->
            rule.service().equals(service.name())
                && rule.containerPort() == port.target()
                && rule.listen() != null
                && rule.listen() == port.fixed());
  }

  /** Returns the rules, also those that follow from the file. */
  public List<RouteRule> rules() {
    return rules;
  }

  /** Returns the services that requests reach. */
  public Set<String> services() {
    Set<String> services = new LinkedHashSet<>();
    rules.forEach(rule -> services.add(rule.service()));
    return services;
  }

  /** Returns the container ports of a service that requests reach. */
  public List<Integer> ports(String service) {
    return rules.stream()
        .filter(rule -> rule.service().equals(service))
        .map(RouteRule::containerPort)
        .distinct()
        .toList();
  }

  /** Returns the ports of this host that the router listens on. */
  public Set<Integer> listens() {
    Set<Integer> ports = new LinkedHashSet<>();
    for (RouteRule rule : rules) {
      if (rule.listen() != null) {
        ports.add(rule.listen());
      }
    }
    return ports;
  }

  /** Returns the ports of a service that the engine goes on publishing. */
  public List<ComposePort> kept(ComposeService service) {
    return service.ports().stream().filter(port -> !routed(service, port)).toList();
  }

  private boolean routed(ComposeService service, ComposePort port) {
    return "tcp".equals(port.protocol()) && port.fixed() > 0 && listens().contains(port.fixed());
  }

  /** Returns whether one of the stack's checks asks a service's containers. */
  public boolean checked(String service) {
    return config.checks().stream()
        .anyMatch(check -> !check.counts() && check.service().equals(service));
  }

  /** Returns why a check would wait for ever: it counts requests that the router leads nowhere. */
  public @Nullable PlanReason uncountable(CheckRule rule) {
    if (!rule.counts() || services().contains(rule.service())) {
      return null;
    }
    return PlanReason.blocker(
        "check-not-routed",
        rule.service(),
        "Check “"
            + rule.name()
            + "” counts requests to "
            + rule.service()
            + ", and the router leads none there.",
        "Give the service a route or a published port, or ask its containers instead.");
  }

  /** Returns whether a service loses the name that its file gives its one container. */
  public boolean dropsName(ComposeService service) {
    return service.containerName() != null
        && config.strategyName() == StrategyName.ROLLING
        && services().contains(service.name());
  }

  /** Returns the routes as the router takes them. */
  public List<Route> routes(StackName stack) {
    Map<RouteId, List<Entry>> entries = new LinkedHashMap<>();
    for (RouteRule rule : rules) {
      List<Entry> at =
          entries.computeIfAbsent(
              new RouteId(stack, rule.service(), rule.containerPort()), _ -> new ArrayList<>());
      String path = rule.path() == null ? "/" : rule.path();
      if (rule.listen() != null) {
        for (@Nullable String address : addresses(rule)) {
          at.add(new Entry.Port(address, rule.listen(), path));
        }
      }
      if (rule.domain() != null) {
        at.add(new Entry.Domain(rule.domain(), path));
      }
    }
    return entries.entrySet().stream()
        .map(entry -> new Route(entry.getKey(), entry.getValue(), healthPath(entry.getKey())))
        .toList();
  }

  /** A port that the file publishes on some addresses only stays on those; null is all. */
  private List<@Nullable String> addresses(RouteRule rule) {
    ComposeService service = model.services().get(rule.service());
    List<@Nullable String> addresses = new ArrayList<>();
    if (service != null && rule.listen() != null) {
      List<ComposePort> all =
          service.ports().stream().filter(port -> port.fixed() == rule.listen()).toList();
      List<ComposePort> own =
          all.stream().filter(port -> port.target() == rule.containerPort()).toList();
      (own.isEmpty() ? all : own)
          .stream().map(ComposePort::hostIp).distinct().forEach(addresses::add);
    }
    if (addresses.isEmpty() || addresses.contains(null)) {
      return Collections.singletonList(null);
    }
    return addresses;
  }

  private @Nullable String healthPath(RouteId id) {
    return config.checks().stream()
        .filter(check -> check.kind().equals("http") && check.service().equals(id.service()))
        .filter(check -> check.port() != null && check.port() == id.containerPort())
        .filter(check -> check.status() == null || check.status() < 400)
        .map(CheckRule::path)
        .findFirst()
        .orElse(null);
  }
}
