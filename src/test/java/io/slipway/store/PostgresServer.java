package io.slipway.store;

import io.slipway.kernel.Command;
import io.slipway.kernel.FileTree;
import io.slipway.kernel.Processes;
import io.slipway.kernel.ThisMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL for the tests of one run: a cluster in a temporary folder, listening on
 * 127.0.0.1 only, started at first use and removed when the run ends.
 */
public final class PostgresServer {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final PostgresServer INSTANCE = new PostgresServer();

  private final Path folder;
  private final Processes processes;
  private final Path programs;
  private final int port;

  private PostgresServer() {
    try {
      folder = Files.createTempDirectory("slipway-postgres");
      processes = new Processes(folder.resolve("run"));
      programs = programs();
      port = ThisMachine.freePort();
      Files.createDirectory(folder.resolve("cluster"));
      // The server refuses to run as root: then it belongs to the user of the package.
      must(Command.of("chown", "-R", user(), folder.toString()));
      must(
          server(
              "initdb",
              "-D",
              cluster(),
              "-A",
              "trust",
              "-U",
              "slipway",
              "-E",
              "UTF8",
              "--no-sync"));
      String options =
          "-c listen_addresses=127.0.0.1 -c port="
              + port
              + " -c fsync=off"
              + " -c unix_socket_directories="
              + folder;
      must(
          server(
              "pg_ctl",
              "-D",
              cluster(),
              "-w",
              "-l",
              folder.resolve("log").toString(),
              "-o",
              options,
              "start"));
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::remove));
    } catch (IOException e) {
      throw new IllegalStateException("Cannot make a PostgreSQL cluster", e);
    }
  }

  /** Returns the address of a new, empty database. */
  public static DatabaseUrl newDatabase() {
    return DatabaseUrl.parse(newAddress());
  }

  /** Returns the same as an operator writes it. */
  public static String newAddress() {
    return INSTANCE.create("test" + DATABASES.incrementAndGet());
  }

  private String create(String name) {
    must(server("createdb", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "slipway", name));
    return "postgresql://slipway@127.0.0.1:" + port + "/" + name;
  }

  private void remove() {
    must(server("pg_ctl", "-D", cluster(), "-m", "immediate", "stop"));
    FileTree.delete(folder);
  }

  private String cluster() {
    return folder.resolve("cluster").toString();
  }

  private Command server(String program, String... arguments) {
    List<String> all = new ArrayList<>();
    if (root()) {
      all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    all.add(programs.resolve(program).toString());
    all.addAll(List.of(arguments));
    return Command.of(all).in(folder).within(Duration.ofMinutes(1));
  }

  private void must(Command command) {
    try {
      Command.Result result = processes.run(command);
      if (!result.ok()) {
        throw new IllegalStateException(command.arguments() + ": " + result.lastLine());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static String user() {
    return root() ? "postgres" : System.getProperty("user.name");
  }

  private static Path programs() throws IOException {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .findFirst()
          .orElseThrow(() -> new IOException("No PostgreSQL server is installed"));
    }
  }
}
