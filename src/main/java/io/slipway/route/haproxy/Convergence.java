package io.slipway.route.haproxy;

import io.slipway.kernel.Problem;
import io.slipway.route.Https;
import io.slipway.route.OwnPage;
import io.slipway.route.RouteState;
import io.slipway.route.TargetId;
import io.slipway.route.TargetStats;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings the process to what is wanted: a start or a reload where ports, routes or checks differ,
 * commands for all else, and the file always, so that any later reload holds it.
 */
final class Convergence {

  /** HAProxy reads a command line into one buffer of 16,384 bytes. */
  private static final int LONGEST_LINE = 12_000;

  private static final Logger LOG = Logger.getLogger(Convergence.class.getName());

  private final RouterFiles files;
  private final HaproxyProcess process;
  private final SharedPorts ports;
  private final Supplier<Https> https;
  private final Supplier<Optional<OwnPage>> own;
  private final Machine machine;
  private volatile List<String> troubles = List.of();

  /** Names of the certificates that the router has. */
  private volatile Set<String> secured = Set.of();

  Convergence(
      RouterFiles files,
      HaproxyProcess process,
      Machine machine,
      SharedPorts ports,
      Supplier<Https> https,
      Supplier<Optional<OwnPage>> own) {
    this.files = files;
    this.process = process;
    this.machine = machine;
    this.ports = ports;
    this.https = https;
    this.own = own;
  }

  /** Returns sentences about ports that are wanted and taken by others. */
  List<String> troubles() {
    return troubles;
  }

  /**
   * Returns how a browser begins the address of a domain: by HTTPS where that has a certificate.
   */
  String origin(String domain) {
    return Https.covers(secured, domain)
        ? "https://" + domain + (ports.https() == 443 ? "" : ":" + ports.https())
        : "http://" + domain + (ports.http() == 80 ? "" : ":" + ports.http());
  }

  /** Returns why ports cannot be listened on that are wanted and not yet listened on. */
  Map<Bind, String> refusals(Collection<RouteState> wanted) {
    return refusals(wanted, null, https.get());
  }

  private Map<Bind, String> refusals(
      Collection<RouteState> wanted, @Nullable OwnPage page, Https encryption) {
    List<Bind> listening = process.digest().isPresent() ? stat().binds() : List.of();
    Map<Bind, String> refusals = new HashMap<>();
    for (Bind bind : Frontends.of(List.copyOf(wanted), page, ports, encryption).keySet()) {
      if (!listening.contains(bind)) {
        PortOwner.refusal(bind).ifPresent(why -> refusals.put(bind, why));
      }
    }
    return refusals;
  }

  void run(List<RouteState> wanted) {
    OwnPage page = own.get().orElse(null);
    Optional<String> running = process.digest();
    if (running.isEmpty() && wanted.isEmpty() && page == null) {
      troubles = List.of();
      return; // nothing to route: no process
    }
    Https encryption = https.get();
    Map<Bind, String> refusals = refusals(wanted, page, encryption);
    troubles = refusals.values().stream().sorted().toList();
    RouterConfig config =
        RouterConfig.render(
            wanted, page, ports, encryption, List.copyOf(refusals.keySet()), machine, files);
    if (running.isEmpty()) {
      process.install(config);
      process.start();
    } else if (!running.get().equals(config.digest())) {
      process.install(config);
      process.reload(config.digest());
    }
    tellWorker(wanted);
    tellHttps(config);
    process.install(config);
    secured =
        encryption.certificates().stream()
            .flatMap(certificate -> certificate.names().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** What a worker does not take by commands it reads from the files. */
  private void tellHttps(RouterConfig config) {
    if (!config.text().contains(Challenges.MAP.file())) {
      return; // it serves no domain
    }
    List<String> commands = toward(config);
    if (commands.isEmpty()) {
      return;
    }
    StringBuilder answers = new StringBuilder();
    commands.forEach(command -> answers.append(process.ask(command)));
    if (!toward(config).isEmpty()) {
      LOG.warning("The router reloads for its certificates, since it said: " + answers);
      process.reload(config.digest());
    }
  }

  private List<String> toward(RouterConfig config) {
    String now = process.ask(Challenges.MAP.show() + "; " + CertificateList.SHOW);
    List<String> commands =
        new ArrayList<>(
            Challenges.MAP.commands(
                config.maps().getOrDefault(Challenges.MAP, Map.of()), Challenges.MAP.parse(now)));
    if (config.text().contains(CertificateList.FILE)) { // else nothing is encrypted
      commands.addAll(config.certificates().toward(CertificateList.parse(now)));
    }
    return commands;
  }

  private void tellWorker(List<RouteState> wanted) {
    Servers.Commands commands = Servers.toward(wanted, stat());
    if (commands.none()) {
      return;
    }
    String answers = send(commands.prepare()) + send(commands.shift());
    tellOldWorkers(commands.shift().stream().filter(Holds::isCommand).toList());
    String _ = send(commands.remove());
    Servers.Commands left = Servers.toward(wanted, stat());
    if (!left.prepare().isEmpty() || !left.shift().isEmpty()) {
      throw new Problem.Unavailable(
          "router-refused",
          "The router did not do what it was told: " + answers.strip().replaceAll("\\s+", " "),
          null);
    }
    // What a disabled server keeps open for later requests is closed a moment after that command.
    String _ = send(left.remove());
  }

  /** Requests may wait in a worker that a reload has made an earlier one. */
  private void tellOldWorkers(List<String> holds) {
    if (holds.isEmpty()) {
      return;
    }
    for (long worker : process.workers().old()) {
      try {
        for (String command : holds) {
          Optional<String> _ = process.askOld(worker, command);
        }
      } catch (Problem.Unavailable e) {
        LOG.log(
            Level.WARNING, "What waits in the router's process " + worker + " goes on waiting", e);
      }
    }
  }

  private String send(List<String> commands) {
    StringBuilder answers = new StringBuilder();
    List<String> line = new ArrayList<>();
    int length = 0;
    for (String command : commands) {
      if (length + command.length() > LONGEST_LINE) {
        answers.append(process.ask(String.join("; ", line)));
        line.clear();
        length = 0;
      }
      line.add(command);
      length += command.length() + 2;
    }
    return line.isEmpty()
        ? answers.toString()
        : answers.append(process.ask(String.join("; ", line))).toString();
  }

  /** Returns what the worker counts. */
  StatTable stat() {
    return StatTable.parse(process.ask(StatTable.COMMANDS));
  }

  /** Returns what an old worker counts; nothing when it has ended. */
  private StatTable stat(long oldWorker) {
    return StatTable.parse(process.askOld(oldWorker, StatTable.COMMAND).orElse(""));
  }

  /** Returns what all workers count for all targets, the present worker first. */
  List<TargetStats> counted() {
    StatTable now = stat();
    long pid = process.info("Pid").map(Long::parseLong).orElse(0L);
    List<TargetStats> all = new ArrayList<>();
    now.routes().forEach(route -> all.addAll(now.targets(route, pid)));
    for (long worker : process.workers().old()) {
      StatTable old = stat(worker);
      old.routes().forEach(route -> all.addAll(old.targets(route, worker)));
    }
    return all;
  }

  /** Returns what is under way at targets, in all workers. */
  Sessions sessions(Collection<TargetId> targets) {
    Sessions all = Sessions.parse(process.ask(Sessions.COMMAND), targets);
    for (long worker : process.workers().old()) {
      String old = process.askOld(worker, Sessions.COMMAND).orElse("");
      all = all.plus(Sessions.parse(old, targets));
    }
    return all;
  }
}
