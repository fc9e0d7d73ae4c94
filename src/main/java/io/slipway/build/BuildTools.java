package io.slipway.build;

import io.slipway.engine.DockerHost;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Command;
import io.slipway.kernel.Digest;
import io.slipway.kernel.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What builds work with.
 *
 * @param folder for files of running builds
 */
record BuildTools(Processes processes, DockerHost host, Path folder, Clock clock) {

  private static final Duration SHORT = Duration.ofSeconds(30);

  /** Returns a docker command for this engine. */
  Command docker(String... arguments) {
    return Command.of("docker").with(arguments).withEnvironment(host.environment());
  }

  /** Returns the label that tells this server's build containers from another's. */
  String label() {
    return "slipway.build=" + Digest.sha256(folder.toString()).substring(0, 16);
  }

  /** Makes a new folder that only this user can read. */
  Path newFolder() {
    try {
      Files.createDirectories(folder);
      return Files.createTempDirectory(
          folder,
          "build",
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder in " + folder, e);
    }
  }

  /** Removes a container whatever becomes of it, also when the thread has been interrupted. */
  void removeContainer(String name) {
    boolean interrupted = Thread.interrupted();
    try {
      Command.Result _ = processes.run(docker("rm", "--force", "--volumes", name).within(SHORT));
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void removeLeftovers() throws InterruptedException {
    String label = "label=" + label();
    String ids = processes.run(docker("ps", "-aq", "--filter", label).within(SHORT)).out();
    List<String> containers = ids.lines().toList();
    if (!containers.isEmpty()) {
      processes.run(docker("rm", "--force", "--volumes").with(containers).within(SHORT));
    }
    removeTree(folder);
  }

  static void removeTree(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + tree, e);
    }
  }
}
