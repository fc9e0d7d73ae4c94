package io.slipway.deploy;

import io.slipway.engine.OwnEngine;
import io.slipway.engine.SlowSocket;
import io.slipway.kernel.Clock;
import io.slipway.kernel.ThisMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Something that befalls a whole machine.
 *
 * @param name as in {@code docs/reliability.md}
 * @param takesApps whether it takes applications away, and their requests with them
 * @param liveRestore whether containers live on while the engine is away
 */
record Disaster(String name, boolean takesApps, boolean liveRestore, Blow blow) {

  private static final Duration LONG = Duration.ofSeconds(10);

  /** Lets it happen, while all deployments stand still. */
  @FunctionalInterface
  interface Blow {
    Lift on(Machine machine) throws Exception;
  }

  /** Ends it, after a while in which the deployments go on. */
  @FunctionalInterface
  interface Lift {
    void run() throws Exception;

    /** There is nothing to be ended. */
    Lift NOTHING = () -> {};
  }

  /** What it befalls. */
  record Machine(World world, OwnEngine engine, JumpingClock clock) {}

  /** The system's clock, until somebody sets it. */
  static final class JumpingClock implements Clock {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant now() {
      return Clock.system().now().plus(ahead);
    }

    @Override
    public long nanos() {
      return Clock.system().nanos();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
      Clock.system().pause(duration);
    }
  }

  /** All of them. */
  static final List<Disaster> ALL =
      List.of(
          new Disaster(
              "The engine is restarted",
              true,
              false,
              machine -> {
                machine.engine.restart();
                return Lift.NOTHING;
              }),
          new Disaster(
              "The engine is restarted with `live-restore`",
              false,
              true,
              machine -> {
                machine.engine.restart();
                return Lift.NOTHING;
              }),
          new Disaster(
              "The engine crashes with `live-restore`",
              false,
              true,
              machine -> {
                machine.engine.crash();
                return Lift.NOTHING;
              }),
          new Disaster(
              "The engine hangs for 10 s",
              false,
              false,
              machine -> {
                machine.engine.freeze();
                return () -> {
                  Thread.sleep(LONG);
                  machine.engine.thaw();
                };
              }),
          new Disaster(
              "The engine takes 2 s for each answer",
              false,
              false,
              machine -> {
                SlowSocket slow = machine.engine.slow(Duration.ofSeconds(2));
                return () -> {
                  machine.world.deployments.awaitIdle();
                  slow.close();
                };
              }),
          new Disaster(
              "The router is killed",
              true,
              false,
              machine -> {
                ThisMachine.end(machine.world.folder.resolve("router").resolve("haproxy.pid"));
                return Lift.NOTHING;
              }),
          new Disaster(
              "The database is locked for 10 s",
              false,
              false,
              machine -> {
                Connection lock =
                    DriverManager.getConnection(
                        "jdbc:sqlite:" + machine.world.folder.resolve("slipway.db"));
                Statement statement = lock.createStatement();
                statement.execute("begin immediate");
                return () -> {
                  Thread.sleep(LONG);
                  lock.close();
                };
              }),
          new Disaster(
              "The clock is put forward by an hour",
              false,
              false,
              machine -> {
                machine.clock.ahead = Duration.ofHours(1);
                return Lift.NOTHING;
              }),
          new Disaster(
              "The clock is put back by an hour",
              false,
              false,
              machine -> {
                machine.clock.ahead = Duration.ofHours(-1);
                return Lift.NOTHING;
              }),
          new Disaster(
              "The engine's disk is full for 10 s",
              false,
              false,
              machine -> full(machine.engine.data())),
          new Disaster(
              "Slipway's own disk is full for 10 s",
              false,
              false,
              machine -> full(machine.world.folder)));

  private static Lift full(Path folder) throws java.io.IOException {
    Path file = fill(folder);
    return () -> {
      Thread.sleep(LONG);
      Files.delete(file);
    };
  }

  private static Path fill(Path folder) throws java.io.IOException {
    Path file = folder.resolve("full");
    byte[] block = new byte[1 << 20];
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (java.io.IOException e) {
      return file; // No space is left.
    }
  }
}
