package io.slipway.build;

import io.slipway.kernel.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One build, from its first command to its last, within its time. */
final class BuildRun {

  private final BuildTools tools;
  private final BuildLimits limits;
  private final BuildKit buildKit;
  private final BuildRequest request;
  private final Instant deadline;

  BuildRun(BuildTools tools, BuildLimits limits, BuildKit buildKit, BuildRequest request) {
    this.tools = tools;
    this.limits = limits;
    this.buildKit = buildKit;
    this.request = request;
    this.deadline = tools.clock().now().plus(request.config().timeout());
  }

  /** Returns whether there is neither an image nor a command: no place in the queue is needed. */
  static boolean nothingToDo(BuildRequest request) {
    BuildConfig config = request.config();
    boolean images =
        switch (config.kind()) {
          case COMPOSE -> ModelBuild.any(request.model());
          case DOCKERFILE -> true;
          case NONE -> false;
        };
    return !images && config.before().isEmpty() && config.after().isEmpty();
  }

  BuildResult run() throws BuildFailed, InterruptedException {
    commands("before", request.config().before());
    BakeFile file = BakeFile.of(request);
    Map<String, BuiltImage> images = file.empty() ? Map.of() : buildKit.bake(this, file);
    commands("after", request.config().after());
    return new BuildResult(images);
  }

  private void commands(String when, List<BuildCommand> commands)
      throws BuildFailed, InterruptedException {
    for (int i = 0; i < commands.size(); i++) {
      new CommandStep(this, commands.get(i), when, i).run();
    }
  }

  BuildTools tools() {
    return tools;
  }

  BuildRequest request() {
    return request;
  }

  /**
   * Runs a command in what is left of the time, and of the machine's memory.
   *
   * @throws BuildFailed when the time is up, or the memory
   */
  Command.Result within(Command command) throws BuildFailed, InterruptedException {
    Duration left = Duration.between(tools.clock().now(), deadline);
    if (left.isPositive()) {
      Command.Result result = guarded(command.within(left));
      if (!result.timedOut()) {
        return result;
      }
    }
    throw new BuildFailed(BuildWords.tooLong(request.config().timeout()), List.of());
  }

  private Command.Result guarded(Command command) throws BuildFailed, InterruptedException {
    if (!tools.host().local()) {
      return tools.processes().run(command); // It is another machine's memory.
    }
    MemoryGuard guard = new MemoryGuard(tools.clock(), limits.memoryReserve());
    Command.Result result = null;
    try (guard) {
      result = tools.processes().run(command);
    } catch (InterruptedException e) {
      if (guard.ended().isEmpty()) {
        throw e;
      }
    }
    Optional<FreeMemory> ended = guard.ended();
    if (ended.isPresent() || result == null) {
      boolean _ = Thread.interrupted(); // That was the guard.
      throw new BuildFailed(BuildWords.noMemory(ended.orElseThrow()), List.of());
    }
    return result;
  }
}
