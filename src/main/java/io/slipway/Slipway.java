package io.slipway;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.slipway.account.AccessEnded;
import io.slipway.account.Accounts;
import io.slipway.audit.AuditApi;
import io.slipway.audit.AuditTrail;
import io.slipway.engine.DockerHost;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineWatch;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Event;
import io.slipway.kernel.Events;
import io.slipway.kernel.Processes;
import io.slipway.secret.Vault;
import io.slipway.setting.ServerSettingsStore;
import io.slipway.setting.SettingsApi;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The program, and the one place where all its parts are put together.
 *
 * <p>The constructor makes everything and opens data folder and database; nothing runs before
 * {@link #start}. {@link #close} ends it all, the last started first; router and containers go on.
 */
public final class Slipway implements AutoCloseable {

  private final Settings settings;
  private final Closing closing = new Closing();
  private final Accounts accounts;
  private final AuditTrail audit;
  private final EngineWatch watch;
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
      Vault vault = new Vault(data.key(settings.key()));
      Database database = closing.add(Database.open(settings.database()));
      Processes processes = new Processes(data.sub("run"));
      LiveHub live = new LiveHub(clock);
      ServerSettingsStore server = new ServerSettingsStore(database, events, clock);

      accounts = new Accounts(database, events, clock, Version.text());
      audit = closing.add(new AuditTrail(database, events, clock));
      events.subscribe(AccessEnded.class, ended -> live.end(ended.meant()));

      Engine engine = new Engine(DockerHost.of(settings.dockerHost()));
      watch = closing.add(new EngineWatch(engine, clock));

      Troubles troubles = new Troubles(clock);
      EngineStatus engineStatus = new EngineStatus(engine, processes, troubles);
      watch.listen(engineStatus);
      SystemState system =
          new SystemState(
              Version.text(),
              settings.data(),
              engineStatus::state,
              () -> new RouterState(false, null, null),
              troubles,
              live);
      PrometheusRegistry figures = new PrometheusRegistry();
      ProcessFigures.register(figures, live::connections);

      quiet = closing.add(new Quiet(clock, System::gc));
      events.subscribe(Event.class, _ -> quiet.disturb());

      List<Route> routes = new ArrayList<>();
      routes.addAll(accounts.routes());
      routes.addAll(new AuditApi(database).routes());
      routes.addAll(new SettingsApi(server).routes());
      routes.addAll(new SystemApi(system, database, figures).routes());

      this.server =
          closing.add(
              new HttpServer(
                  settings.host(),
                  settings.port(),
                  routes,
                  accounts.door(),
                  new Visits(
                      () -> server.current().trustProxy(), () -> server.current().publicUrl()),
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
   * @throws io.slipway.kernel.Problem.Unavailable when the port cannot be had
   */
  void start() {
    audit.start();
    if (settings.adminUser() != null && settings.adminPassword() != null) {
      accounts.ensureAdministrator(settings.adminUser(), settings.adminPassword());
    }
    server.start();
    watch.start();
    quiet.start();
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
