package io.slipway.deploy;

import io.slipway.compose.ComposeCli;
import io.slipway.compose.StackName;
import io.slipway.deploy.strategy.Blobs;
import io.slipway.deploy.strategy.Limits;
import io.slipway.deploy.strategy.Tools;
import io.slipway.engine.ContainerSummary;
import io.slipway.engine.DockerHost;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineWatch;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Command;
import io.slipway.kernel.Events;
import io.slipway.kernel.Processes;
import io.slipway.kernel.ThisMachine;
import io.slipway.log.LogWriter;
import io.slipway.log.StepLogs;
import io.slipway.route.haproxy.HaproxyRouter;
import io.slipway.route.haproxy.SharedPorts;
import io.slipway.secret.Vault;
import io.slipway.store.Database;
import io.slipway.store.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole controller without its HTTP side, on the real engine with a router of its own. Two worlds
 * on one folder are one controller and the next.
 */
final class World implements AutoCloseable {

  static final String IMAGE = "slipway-deploytest:5";

  /** How many releases that served are kept. */
  static final int KEEP = 5;

  /** The engine of this machine. */
  static final DockerHost ENGINE = DockerHost.of(System.getenv("DOCKER_HOST"));

  private static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5));

  final Path folder;
  final Engine engine;
  final Database database;
  final HaproxyRouter router;
  final Deployments deployments;
  final Watches watches;
  final Events events = new Events();
  final Planning planning;
  final Processes processes;
  final StepLogs logs;
  private final EngineWatch watch;

  World(Path folder, Journal.Witness witness) {
    this(
        folder,
        new DatabaseUrl.Sqlite(folder.resolve("slipway.db")),
        Parts.StackGate.OPEN,
        witness);
  }

  World(Path folder, DatabaseUrl url, Parts.StackGate gate, Journal.Witness witness) {
    this(folder, url, gate, witness, Clock.system(), ENGINE);
  }

  /**
   * Makes one on an engine, whose deployments go by a clock; engine and router keep the system's.
   */
  World(
      Path folder,
      DatabaseUrl url,
      Parts.StackGate gate,
      Journal.Witness witness,
      Clock deploymentClock,
      DockerHost host) {
    Clock clock = Clock.system();
    this.folder = folder;
    this.engine = new Engine(host);
    this.processes = new Processes(folder.resolve("run"));
    processes.endOrphans();
    this.database = Database.open(url);
    this.router =
        new HaproxyRouter(
            folder.resolve("router"),
            database,
            processes,
            clock,
            new SharedPorts(httpPort(), 443, false));
    this.watch = new EngineWatch(engine, clock);
    this.logs = new StepLogs(folder.resolve("logs"), clock);
    Parts parts =
        new Parts(
            database,
            new Tools(
                engine,
                watch,
                new ComposeCli(processes, host),
                processes,
                router,
                deploymentClock,
                new Blobs(folder.resolve("blobs")),
                folder.resolve("slots"),
                LIMITS),
            new FolderSources(),
            _ -> Map.of(),
            logs,
            new Vault(new byte[32]),
            (_, _, _) -> {},
            events,
            () -> KEEP,
            gate,
            witness);
    this.deployments = new Deployments(parts);
    this.watches = new Watches(deployments, parts);
    this.planning = new Planning(deployments, parts);
    image();
  }

  World start() {
    Object _ = watch.listen(new TargetAddresses(engine, router, database, Parts.StackGate.OPEN));
    watch.start();
    if (!router.desired().isEmpty()) {
      router.ensureRunning();
    }
    deployments.start();
    watches.start();
    return this;
  }

  /** Kept in the folder, so that the next controller has the same. */
  private int httpPort() {
    Path file = folder.resolve("http-port");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        Files.writeString(file, String.valueOf(ThisMachine.freePort()));
      }
      return Integer.parseInt(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what the next deployment of a stack takes. */
  void source(String stack, String compose) {
    write(folder.resolve("sources").resolve(stack).resolve("compose.yaml"), compose);
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path stackFolder(String stack) {
    return folder.resolve("stacks").resolve(stack);
  }

  /** Asks for what was written. */
  Deployment request(StackName stack) {
    return deployments.request(DeployWish.manual(stack, "test"));
  }

  /** Deploys what was written and waits for the end. */
  Deployment deploy(String stack) throws InterruptedException {
    return await(request(new StackName(stack)));
  }

  Deployment await(Deployment deployment) throws InterruptedException {
    deployments.awaitIdle();
    return deployments.find(deployment.stack(), deployment.number());
  }

  /** Returns the containers that compose projects of a stack have. */
  List<ContainerSummary> containers(String stack) {
    return Stream.of(stack, stack + "-blue", stack + "-green")
        .flatMap(project -> engine.containers(Labels.PROJECT + "=" + project).stream())
        .toList();
  }

  /**
   * Returns all that lies on the engine under a stack's name, whoever made it: {@code container x},
   * {@code network x}, {@code volume x}.
   */
  Set<String> belongings(String stack) {
    Pattern own = Pattern.compile("[a-z]+ (.*_)?" + Pattern.quote(stack) + "([-_].*)?");
    return Stream.of(
            engine.containers().stream().map(container -> "container " + container.name()),
            engine.networks().stream().map(network -> "network " + network.name()),
            engine.volumes().stream().map(volume -> "volume " + volume.name()))
        .flatMap(names -> names)
        .filter(own.asMatchPredicate())
        .collect(Collectors.toSet());
  }

  /** Returns the names that images have for a stack's releases. */
  Set<String> tags(String stack) {
    return engine.images().stream()
        .flatMap(image -> image.tags().stream())
        .filter(tag -> tag.startsWith("slipway/" + stack + "-"))
        .collect(Collectors.toSet());
  }

  /** Returns all that the journal of a deployment has, oldest first. */
  List<JournalEntry> journal(Deployment deployment) {
    return database.read(sql -> JournalTable.list(sql, deployment.stack(), deployment.number()));
  }

  /** Tells the whole story of a deployment, for a failed assertion. */
  String story(Deployment deployment) {
    StringBuilder story = new StringBuilder(deployment.toString()).append('\n');
    journal(deployment).forEach(entry -> story.append(entry).append('\n'));
    for (String step : logs.steps(deployment.stack(), deployment.number())) {
      story.append("--- ").append(step).append('\n');
      logs.find(deployment.stack(), deployment.number(), step)
          .ifPresent(log ->
              log.lines(0, 200).lines().forEach(line -> story.append(line.text()).append('\n')));
    }
    return story.toString();
  }

  /** HAProxy itself is the app: it takes as many connections as come and starts in no time. */
  private void image() {
    if (engine.image(IMAGE).isPresent()) {
      return;
    }
    Path context = folder.resolve("image");
    Path root = context.resolve("root");
    write(context.resolve("Dockerfile"), "FROM scratch\nCOPY root/ /\nENV PATH=/bin\n");
    String app =
        """
        defaults
          mode http
          timeout client 60s
          timeout server 60s
        frontend app
          bind :8080
          bind :8082
          http-request return status %d content-type text/plain lf-string "%%[env(VERSION)]"
        frontend soon-bad
          bind :8081
          stick-table type integer size 1k store http_req_cnt
          http-request track-sc0 int(1)
          http-request return status 500 if { env(BAD) -m found } { sc_http_req_cnt(0) gt 1 }
          http-request return status 200
        """;
    write(root.resolve("app.cfg"), app.formatted(200));
    write(root.resolve("bad.cfg"), app.formatted(500));
    copy(Path.of("/bin/busybox"), root.resolve("bin/busybox"));
    copy(Path.of("/bin/busybox"), root.resolve("bin/sh"));
    copy(Path.of("/usr/sbin/haproxy"), root.resolve("bin/haproxy"));
    run(Command.of("ldd", "/usr/sbin/haproxy"))
        .lines()
        .flatMap(line -> Stream.of(line.strip().split("\\s+")))
        .filter(word -> word.startsWith("/"))
        .forEach(library -> copy(Path.of(library), root.resolve(library.substring(1))));
    docker("build", "-q", "-t", IMAGE, context.toString());
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void docker(String... words) {
    String _ = ask(words);
  }

  /** Runs the docker command and returns what it says. */
  String ask(String... words) {
    return run(
        Command.of("docker")
            .with(words)
            .withEnvironment(engine.host().environment())
            .withEnvironment("DOCKER_BUILDKIT", "0"));
  }

  private String run(Command command) {
    try {
      Command.Result result = processes.run(command);
      if (!result.ok()) {
        throw new IllegalStateException(command.arguments() + ": " + result.err());
      }
      return result.out();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Removes all that stacks have on the engine. */
  void clear(String... stacks) {
    for (String stack : stacks) {
      containers(stack).forEach(container -> engine.remove(container.id(), true));
      engine.networks(Labels.PROJECT + "=" + stack).forEach(n -> engine.removeNetwork(n.id()));
      engine.volumes(Labels.PROJECT + "=" + stack).forEach(v -> engine.removeVolume(v.name()));
      tags(stack).forEach(engine::removeImage);
    }
  }

  /** Ends the router too, which a controller never does. */
  void endRouter() {
    ThisMachine.end(folder.resolve("router").resolve("haproxy.pid"));
  }

  @Override
  public void close() {
    watches.close();
    deployments.close();
    router.close();
    watch.close();
    database.close();
  }

  /** Sources are folders; a commit's id is that of its text. */
  private final class FolderSources implements Sources {
    @Override
    public Checkout checkOut(
        StackName stack, @Nullable Commit commit, @Nullable String ref, LogWriter log) {
      Path root = folder.resolve("sources").resolve(stack.value());
      return new Checkout(root, null, commit, () -> {});
    }

    @Override
    public Checkout peek(StackName stack) {
      return new Checkout(folder.resolve("sources").resolve(stack.value()), null, null, () -> {});
    }

    @Override
    public Path folder(StackName stack) {
      return stackFolder(stack.value());
    }
  }
}
