package io.slipway.deploy;

import java.util.List;

/** Compose files of a tiny app that answers its version. */
final class TestApp {

  private TestApp() {}

  /** Returns one that works. */
  static String good(String version, int port) {
    return web(version, port, serve(), "");
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
