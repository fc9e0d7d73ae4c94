package io.slipway.log;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.secret.Masker;
import io.slipway.web.TopicSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The logs of all deployments' steps: {@code <folder>/<stack>/<number>/<step>.log}, one file each,
 * appended to only, with an index of lines beside it that is derived and repairs itself.
 */
public final class StepLogs {

  /** The most lines that one read returns. */
  public static final int MOST_LINES = 10_000;

  /** How many bytes a step's log may have unless told otherwise: 100 MiB. */
  public static final long DEFAULT_LIMIT = 100L << 20;

  private final Path folder;
  private final Clock clock;
  private final long limit;
  private final LogFiles files = new LogFiles();

  /** Keeps logs under {@code folder}, each cut at {@link #DEFAULT_LIMIT}. */
  public StepLogs(Path folder, Clock clock) {
    this(folder, clock, DEFAULT_LIMIT);
  }

  /** Keeps logs under {@code folder}, each cut at {@code limit} bytes. */
  public StepLogs(Path folder, Clock clock, long limit) {
    this.folder = folder;
    this.clock = clock;
    this.limit = limit;
  }

  /**
   * Opens a step's log for writing; goes on at its end when there is one already, without what a
   * crash left of a last line.
   *
   * @param step name of the step: {@code [a-z0-9][a-z0-9._-]*}
   * @throws IllegalStateException when it is being written already
   */
  public LogWriter open(StackName stack, long number, String step, Masker masker) {
    LogFile file = files.take(new LogPath(stack, number, step).in(folder));
    try {
      OpenLog opened = OpenLog.begin(file);
      return new FileLogWriter(file, opened, clock, masker, limit, () -> files.give(file));
    } catch (IOException e) {
      files.give(file);
      throw new UncheckedIOException("Cannot open the log " + file.path, e);
    } catch (IllegalStateException e) {
      files.give(file);
      throw e;
    }
  }

  /** Returns a reader of a step's log, or empty when there is none. */
  public Optional<LogReader> find(StackName stack, long number, String step) {
    return find(new LogPath(stack, number, step));
  }

  Optional<LogReader> find(LogPath log) {
    Path path = log.in(folder);
    return Files.isRegularFile(path)
        ? Optional.of(new FileLogReader(path, files))
        : Optional.empty();
  }

  /**
   * Hands on a step's lines, in order and each once, from a thread of its own, until closed. A log
   * that does not exist yet is waited for.
   *
   * @param from number of the first line; negative counts from the end
   * @param sink may block: only it waits then
   */
  public AutoCloseable follow(
      StackName stack, long number, String step, long from, Consumer<LogLines> sink) {
    return follow(new LogPath(stack, number, step), from, sink);
  }

  AutoCloseable follow(LogPath log, long from, Consumer<LogLines> sink) {
    LogFile file = files.take(log.in(folder));
    FileLogReader reader = new FileLogReader(file.path, files);
    return new LogFollower(file, reader, from, sink, () -> files.give(file));
  }

  /** Returns what serves the live topics {@code log:{stack}/{number}/{step}}. */
  public TopicSource topics() {
    return new LogTopics(this);
  }

  /** Returns the steps of a deployment that have a log, by the time of their first line. */
  public List<String> steps(StackName stack, long number) {
    Path deployment = LogPath.folder(folder, stack, number);
    if (!Files.isDirectory(deployment)) {
      return List.of();
    }
    try (Stream<Path> logs = Files.list(deployment)) {
      return logs.map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".log"))
          .map(name -> name.substring(0, name.length() - ".log".length()))
          .sorted(Comparator.comparingLong(step -> began(stack, number, step)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the logs in " + deployment, e);
    }
  }

  private long began(StackName stack, long number, String step) {
    return find(stack, number, step)
        .flatMap(log -> log.lines(0, 1).lines().stream().findFirst())
        .map(LogLine::at)
        .orElse(Long.MAX_VALUE);
  }

  /** Removes the logs of a deployment that has ended. */
  public void delete(StackName stack, long number) {
    Path deployment = LogPath.folder(folder, stack, number);
    try (Stream<Path> all = Files.isDirectory(deployment) ? Files.list(deployment) : Stream.of()) {
      for (Path file : all.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(deployment);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove the logs in " + deployment, e);
    }
  }
}
