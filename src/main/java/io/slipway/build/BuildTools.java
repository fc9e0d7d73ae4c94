package io.slipway.build;

import io.slipway.engine.DockerHost;
import io.slipway.engine.DockerPlugin;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Command;
import io.slipway.kernel.Digest;
import io.slipway.kernel.FileTree;
import io.slipway.kernel.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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

  /** Returns a buildx command for this engine. */
  Command buildx(String... arguments) {
    return Command.of(DockerPlugin.words("buildx"))
        .with(arguments)
        .withEnvironment(host.environment());
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
    Command.Result _ = always(docker("rm", "--force", "--volumes", name).within(SHORT));
  }

  /**
   * Runs a short command to its end even when this thread is interrupted meanwhile; the interrupt
   * is kept for later. A container that is made while its build is cancelled would stay otherwise.
   */
  Command.Result always(Command command) {
    FutureTask<Command.Result> task = new FutureTask<>(() -> processes.run(command));
    Thread.ofVirtual().name("build-" + command.arguments().get(1)).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot run " + command.arguments(), e.getCause());
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
    FileTree.delete(folder);
  }
}
