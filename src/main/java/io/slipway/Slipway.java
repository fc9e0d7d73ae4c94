package io.slipway;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.slipway.account.AccessEnded;
import io.slipway.account.Accounts;
import io.slipway.audit.AuditApi;
import io.slipway.audit.AuditTrail;
import io.slipway.build.BuildApi;
import io.slipway.build.BuildConfigs;
import io.slipway.build.BuildEngine;
import io.slipway.build.BuildNews;
import io.slipway.certificate.Acme;
import io.slipway.certificate.AcmeApi;
import io.slipway.certificate.CertificateApi;
import io.slipway.certificate.CertificateNews;
import io.slipway.certificate.Certificates;
import io.slipway.certificate.Renewals;
import io.slipway.compose.ComposeCli;
import io.slipway.deploy.DeployApi;
import io.slipway.deploy.DeploySummaries;
import io.slipway.deploy.DeploymentChanged;
import io.slipway.deploy.Deployments;
import io.slipway.deploy.Journal;
import io.slipway.deploy.Parts;
import io.slipway.deploy.TargetAddresses;
import io.slipway.deploy.WatchChanged;
import io.slipway.deploy.Watches;
import io.slipway.deploy.strategy.Blobs;
import io.slipway.deploy.strategy.Limits;
import io.slipway.deploy.strategy.Tools;
import io.slipway.engine.DockerHost;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineWatch;
import io.slipway.git.Git;
import io.slipway.git.GitLimits;
import io.slipway.git.GitMirrors;
import io.slipway.git.SshKeys;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Event;
import io.slipway.kernel.Events;
import io.slipway.kernel.Processes;
import io.slipway.log.LogApi;
import io.slipway.log.StepLogs;
import io.slipway.repository.Pushes;
import io.slipway.repository.RefWatch;
import io.slipway.repository.Repositories;
import io.slipway.repository.RepositoryApi;
import io.slipway.repository.RepositoryNews;
import io.slipway.repository.StackSources;
import io.slipway.route.OwnPage;
import io.slipway.route.RouterObservation;
import io.slipway.route.haproxy.HaproxyRouter;
import io.slipway.secret.Vault;
import io.slipway.setting.ServerSettingsChanged;
import io.slipway.setting.ServerSettingsStore;
import io.slipway.setting.SettingsApi;
import io.slipway.stack.RunCommandApi;
import io.slipway.stack.StackApi;
import io.slipway.stack.StackBusy;
import io.slipway.stack.Stacks;
import io.slipway.store.Database;
import io.slipway.system.EngineStatus;
import io.slipway.system.ProcessFigures;
import io.slipway.system.RouterState;
import io.slipway.system.SystemApi;
import io.slipway.system.SystemState;
import io.slipway.system.Troubles;
import io.slipway.web.Door;
import io.slipway.web.HttpFigures;
import io.slipway.web.HttpServer;
import io.slipway.web.LiveHub;
import io.slipway.web.Route;
import io.slipway.web.Visits;
import io.slipway.webhook.Deliveries;
import io.slipway.webhook.Inbox;
import io.slipway.webhook.WebhookApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The program, and the one place where all its parts are put together.
 *
 * <p>The constructor makes everything and opens data folder and database; nothing runs before
 * {@link #start}. {@link #close} ends it all, the last started first; router and containers go on.
 */
public final class Slipway implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Slipway.class.getName());

  /** SIGTERM ends the server within 3 s. */
  private static final Duration LONGEST_TAKE_UP_END = Duration.ofSeconds(1);

  private final Settings settings;
  private final Closing closing = new Closing();
  private final Accounts accounts;
  private final AuditTrail audit;
  private final EngineWatch watch;
  private final Processes processes;
  private final HaproxyRouter router;
  private final String routerKey;
  private final Stacks stacks;
  private final BuildEngine builds;
  private final SourceCheckouts checkouts;
  private final Deployments deployments;
  private final Watches watches;
  private final Inbox inbox;
  private final RefWatch refs;
  private final Renewals renewals;
  private final Quiet quiet;
  private final HttpServer server;

  /** Runs the command line. */
  public static void main(String[] arguments) {
    System.exit(SlipwayCommand.run(arguments));
  }

  /**
   * Puts everything together.
   *
   * @throws io.slipway.kernel.Problem when the data folder or the database cannot be used
   */
  Slipway(Settings settings) {
    this.settings = settings;
    try {
      Clock clock = Clock.system();
      Events events = new Events();
      DataFolder data = closing.add(DataFolder.open(settings.data()));
      byte[] key = data.key(settings.key());
      Vault vault = new Vault(key);
      routerKey = HexFormat.of().formatHex(Vault.derive(key, "slipway router 1"));
      Database database = closing.add(Database.open(settings.database()));
      processes = new Processes(data.sub("run"));
      LiveHub live = new LiveHub(clock);
      ServerSettingsStore server = new ServerSettingsStore(database, events, clock);

      accounts = new Accounts(database, events, clock, Version.text());
      audit = closing.add(new AuditTrail(database, events, clock));
      events.subscribe(AccessEnded.class, ended -> live.end(ended.meant()));

      DockerHost host = DockerHost.of(settings.dockerHost());
      Engine engine = new Engine(host);
      watch = closing.add(new EngineWatch(engine, clock));
      ComposeCli compose = new ComposeCli(processes, host);
      router =
          closing.add(
              new HaproxyRouter(
                  data.sub("router"), database, processes, clock, settings.routerPorts()));
      Certificates certificates = new Certificates(database, vault, router, events, clock);
      Acme acme = new Acme(database, vault, router, certificates, events, clock);
      router.secure(acme::wanted);

      Troubles troubles = new Troubles(clock);
      EngineStatus engineStatus = new EngineStatus(engine, compose, troubles);
      watch.listen(engineStatus);
      router.listen(new RouterTroubles(troubles));
      renewals = closing.add(new Renewals(acme, events, clock, new CertificateWarnings(troubles)));
      closing.add(new CertificateNews(events, live));
      SystemState system =
          new SystemState(
              Version.text(),
              settings.data(),
              engineStatus::state,
              () -> routerState(router),
              troubles,
              live);
      PrometheusRegistry figures = new PrometheusRegistry();
      ProcessFigures.register(figures, live::connections);

      Git git = new Git(processes, data.sub("run"), false, GitLimits.DEFAULT);
      Repositories repositories =
          new Repositories(
              database,
              vault,
              new GitMirrors(git, data.sub("mirrors")),
              new SshKeys(processes, data.sub("run")),
              events,
              clock);
      StackSources sources = new StackSources(database, repositories, events, clock);
      closing.add(new RepositoryNews(events, live, repositories, sources));

      StackBusy busy = new StackBusy(clock);
      watch.listen(new TargetAddresses(engine, router, database, busy::await));
      stacks = closing.add(new Stacks(engine, watch, settings.stacks(), busy, live));
      StackApi stackApi = new StackApi(stacks, busy, compose, watch, live, events, clock);
      closing.add(stackApi.actions());
      live.addSource(stackApi.topics());

      StepLogs logs = new StepLogs(data.sub("logs"), clock);
      live.addSource(logs.topics());
      BuildConfigs buildConfigs = new BuildConfigs(database, vault, events, clock);
      builds =
          new BuildEngine(
              processes, host, data.sub("builds"), new BuildAllowance(server), clock, events);
      events.subscribe(ServerSettingsChanged.class, _ -> builds.limitsChanged());
      closing.add(new BuildNews(events, live, builds));

      checkouts = new SourceCheckouts(sources, settings.stacks(), data.sub("work"), clock);
      Parts parts =
          new Parts(
              database,
              new Tools(
                  engine,
                  watch,
                  compose,
                  processes,
                  router,
                  clock,
                  new Blobs(data.sub("blobs")),
                  data.sub("slots"),
                  Limits.STANDARD),
              checkouts,
              new ImageBuilds(buildConfigs, builds),
              logs,
              vault,
              live,
              events,
              () -> server.current().keepReleases(),
              busy::await,
              Journal.Witness.NONE);
      deployments = closing.add(new Deployments(parts));
      watches = closing.add(new Watches(deployments, parts));
      DeploySummaries summaries = closing.add(new DeploySummaries(deployments, parts));
      stacks.use(summaries);
      closing.add(
          events.subscribe(DeploymentChanged.class, changed -> stacks.changed(changed.stack())));
      closing.add(events.subscribe(WatchChanged.class, changed -> stacks.changed(changed.stack())));
      closing.add(new Forgetting(events, sources, buildConfigs, deployments));
      Deliveries deliveries =
          new Deliveries(database, repositories, live, clock, data.sub("webhooks"));
      Pushes pushes =
          closing.add(
              new Pushes(
                  repositories,
                  sources,
                  new PushedDeployments(deployments),
                  deliveries,
                  events,
                  clock));
      inbox = new Inbox(deliveries, repositories, pushes, clock);
      refs = closing.add(new RefWatch(repositories, git, pushes, events, clock));

      quiet = closing.add(new Quiet(clock, System::gc));
      events.subscribe(Event.class, _ -> quiet.disturb());

      List<Route> routes = new ArrayList<>();
      routes.addAll(accounts.routes());
      routes.addAll(new AuditApi(database).routes());
      routes.addAll(new SettingsApi(server).routes());
      routes.addAll(new CertificateApi(certificates, acme, router, clock).routes());
      routes.addAll(new AcmeApi(acme).routes());
      routes.addAll(new SystemApi(system, database, figures).routes());
      routes.addAll(stackApi.routes());
      routes.addAll(new RunCommandApi(stacks, compose).routes());
      routes.addAll(new WebhookApi(inbox, deliveries).routes());
      routes.addAll(new RepositoryApi(repositories, sources, git, () -> server.current()).routes());
      routes.addAll(
          new BuildApi(buildConfigs, builds, stacks::managed, () -> server.current().hostCommands())
              .routes());
      routes.addAll(new DeployApi(deployments, watches, parts).routes());
      routes.addAll(new LogApi(logs, deployments::exists).routes());

      this.server =
          closing.add(
              new HttpServer(
                  settings.host(),
                  settings.port(),
                  routes,
                  accounts.door(),
                  new Visits(
                      () -> server.current().trustProxy(),
                      () -> server.current().publicUrl(),
                      settings.domain() == null ? null : routerKey),
                  live,
                  new HttpFigures(figures),
                  quiet::disturb));
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  /**
   * Starts everything; returns when the page can be opened.
   *
   * @throws io.slipway.kernel.Problem when the port cannot be had, or a stack has the own domain
   */
  void start() {
    audit.start();
    if (settings.adminUser() != null && settings.adminPassword() != null) {
      accounts.ensureAdministrator(settings.adminUser(), settings.adminPassword());
    }
    processes.endOrphans();
    stacks.start();
    server.start();
    if (settings.domain() != null) {
      router.serve(new OwnPage(settings.domain(), server.address(), routerKey));
    }
    watch.start();
    Thread takeUp = Thread.ofVirtual().name("take-up").start(this::takeUp);
    closing.add(() -> {
      takeUp.interrupt();
      boolean _ = takeUp.join(LONGEST_TAKE_UP_END);
    });
    quiet.start();
  }

  /** Clears away what a controller that died has left, and goes on with what it was doing. */
  private void takeUp() {
    try {
      checkouts.removeLeftovers();
      builds.removeLeftovers();
      router.ensureRunning();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        return; // Closed while it started: what failed is only what was cut off.
      }
      LOG.log(Level.WARNING, "Cannot clear away what an earlier run has left", e);
    }
    deployments.start();
    watches.start();
    inbox.start();
    refs.start();
    renewals.start();
  }

  private static RouterState routerState(HaproxyRouter router) {
    RouterObservation seen = router.observe();
    return seen.running()
        ? new RouterState(true, seen.version(), router.desired().size())
        : new RouterState(false, null, null);
  }

  /** Returns all routes, for those who check them. */
  List<Route> routes() {
    return server.routes();
  }

  /** Returns who decides about each request, for those who check it. */
  Door door() {
    return accounts.door();
  }

  /** Returns the port listened on. */
  int port() {
    return server.port();
  }

  /** Returns the one-time code for the first administrator, as long as there is none. */
  Optional<String> setupCode() {
    return accounts.setupCode();
  }

  @Override
  public void close() {
    closing.close();
  }
}
