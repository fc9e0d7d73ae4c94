package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Compose files of a tiny app that answers its version. */
final class TestApp {

  private TestApp() {}

  /** Returns one that works. */
  static String good(String version, int port) {
    return web(version, port, serve(), "");
  }

  /** Returns it as one that listens on another port of its container. */
  static String elsewhere(String app) {
    return app.replace(":8080\"", ":8082\"");
  }

  /** Returns it as one that the engine starts again by itself. */
  static String restarting(String app) {
    return app.replace("stop_signal:", "restart: always\n    stop_signal:");
  }

  static String serve() {
    return "exec haproxy -db -f /app.cfg";
  }

  /** Returns one whose check passes once, before it serves, and never again. */
  static String soonBad(String version, int port) {
    return good(version, port).replace("environment:", "environment:\n      BAD: \"1\"");
  }

  /** Returns the check that {@link #soonBad} fails. */
  static CheckRule check() {
    String command =
        "[ -z \"$BAD\" ] || { n=$(cat /n 2>/dev/null || echo 0); echo $((n+1)) > /n;"
            + " [ $n -lt 1 ] || { echo no DATABASE_URL; exit 1; }; }";
    return new CheckRule(
        "works",
        "exec",
        "web",
        null,
        null,
        null,
        null,
        List.of("sh", "-c", command),
        100,
        10_000,
        1,
        1);
  }

  /**
   * Returns how the app is deployed, with a check that {@link #soonBad} fails as soon as it serves.
   */
  static DeployConfig config(StrategyName strategy) {
    CheckRule check =
        new CheckRule("works", "http", "web", 8081, "/", 200, null, null, 100, 10_000, 1, 1);
    return new DeployConfig(
        strategy.label(),
        false,
        false,
        0,
        1,
        0,
        (int) Holds.LIMIT.toSeconds(),
        List.of(),
        List.of(check),
        true,
        List.of(new CanaryStep(25, 0, false)),
        WatchRule.OFF,
        false);
  }

  /**
   * A version that must never get a request, or not for long.
   *
   * @param says what the record has to say of it
   * @param proof what one of the lines that prove it has to say
   */
  record Bad(String compose, String says, String proof) {

    /** Holds a failure against what is to be told. */
    void isTold(Failure failure, String story) {
      assertThat(failure.title() + " " + failure.sentence()).as(story).contains(says);
      assertThat(failure.proof().stream().map(Failure.ProofLine::text).toList().toString())
          .as(story)
          .contains(proof);
    }
  }

  /** Returns every kind of bad version; {@link #home} finds the one that answers. */
  static List<Bad> bad(int port) {
    String absent = "exec nothing";
    String unhealthy =
        """
          healthcheck:
            test: ["CMD", "sh", "-c", "echo no DATABASE_URL; exit 1"]
            interval: 1s
            retries: 2
        """;
    String migration =
        """
          depends_on:
            migrate: {condition: service_completed_successfully}
        migrate:
          image: %s
          command: ["sh", "-c", "echo column exists; exit 4"]
        """
            .formatted(World.IMAGE);
    return List.of(
        new Bad(
            web("bad", port, absent, "").replace("\"sh\", \"-c\", \"exec ", "\""),
            "could not be started",
            ""),
        new Bad(
            web("bad", port, "sleep 2; echo ORDERS_URL is not set; exit 3", ""),
            "exit code 3",
            "ORDERS_URL is not set"),
        new Bad(web("bad", port, serve(), unhealthy), "never became healthy", "no DATABASE_URL"),
        new Bad(web("bad", port, "exec haproxy -db -f /bad.cfg", ""), "answered 500", ""),
        new Bad(web("bad", port, serve(), migration), "migrate failed", "column exists"));
  }

  /** Returns the check that a version which answers 500 fails. */
  static CheckRule home() {
    return new CheckRule("home", "http", "web", 8080, "/", null, null, null, 200, 5_000, 1, 2);
  }

  /** Returns one whose web service runs a command. */
  static String web(String version, int port, String command, String more) {
    return """
    services:
      web:
        image: %s
        stop_signal: SIGKILL
        environment:
          VERSION: "%s"
        command: ["sh", "-c", "%s"]
        ports: ["127.0.0.1:%d:8080"]
    %s\
    """
        .formatted(
            World.IMAGE,
            version,
            command.replace("\\", "\\\\").replace("\"", "\\\""),
            port,
            more.indent(2));
  }

  /** A worker and a database that requests do not reach. */
  static String others(String version) {
    return """
    worker:
      image: %s
      stop_signal: SIGKILL
      environment: {VERSION: "%s"}
      command: ["busybox", "sleep", "100000"]
    db:
      image: %s
      stop_signal: SIGKILL
      command: ["busybox", "sleep", "100000"]
      volumes: ["data:/data"]
    """
        .formatted(World.IMAGE, version, World.IMAGE);
  }
}
