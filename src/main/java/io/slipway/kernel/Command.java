package io.slipway.kernel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A child process to be run: program and arguments as a list (never a shell line), an environment
 * that starts <em>empty</em> but for {@code PATH}, {@code HOME} and {@code LANG}, and what becomes
 * of its output.
 *
 * <p>Immutable: each {@code with…} returns a changed copy. {@link Processes} runs it.
 *
 * @param arguments program and arguments
 * @param directory working directory, or null for the controller's own
 * @param environment variables added to (or, with a value, replacing) the minimal environment
 * @param input bytes for standard input; empty closes it at once
 * @param output called with each line of standard output and standard error, without its line end
 * @param timeout after which the whole process group is killed
 * @param maxCapture how many characters of each stream {@link Result} keeps (the last ones)
 */
public record Command(
    List<String> arguments,
    @Nullable Path directory,
    Map<String, String> environment,
    byte[] input,
    @Nullable Consumer<OutputLine> output,
    Duration timeout,
    int maxCapture) {

  /** How long a command may take unless told otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

  /** How many characters of each stream are kept unless told otherwise: 4 Mi. */
  public static final int DEFAULT_CAPTURE = 4 << 20;

  public Command {
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("A command needs a program");
    }
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** Returns a command of the program and arguments given, with all else at its default. */
  public static Command of(String... arguments) {
    return of(List.of(arguments));
  }

  /** Returns a command of the program and arguments given, with all else at its default. */
  public static Command of(List<String> arguments) {
    return new Command(
        arguments, null, Map.of(), new byte[0], null, DEFAULT_TIMEOUT, DEFAULT_CAPTURE);
  }

  /** Adds arguments at the end. */
  public Command with(String... more) {
    return with(List.of(more));
  }

  /** Adds arguments at the end. */
  public Command with(List<String> more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(more);
    return new Command(all, directory, environment, input, output, timeout, maxCapture);
  }

  /** Sets the working directory. */
  public Command in(Path folder) {
    return new Command(arguments, folder, environment, input, output, timeout, maxCapture);
  }

  /** Sets one variable. */
  public Command withEnvironment(String name, String value) {
    return withEnvironment(Map.of(name, value));
  }

  /** Sets variables. */
  public Command withEnvironment(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new Command(arguments, directory, all, input, output, timeout, maxCapture);
  }

  /** Sets what the process reads from standard input. */
  public Command withInput(byte[] bytes) {
    return new Command(arguments, directory, environment, bytes, output, timeout, maxCapture);
  }

  /** Sets who is told each line while the process runs. Called by two threads, one a stream. */
  public Command onLine(Consumer<OutputLine> consumer) {
    return new Command(arguments, directory, environment, input, consumer, timeout, maxCapture);
  }

  /** Sets after which time the process group is killed. */
  public Command within(Duration limit) {
    return new Command(arguments, directory, environment, input, output, limit, maxCapture);
  }

  /** Sets how many characters of each stream the result keeps; older ones are dropped. */
  public Command keeping(int characters) {
    return new Command(arguments, directory, environment, input, output, timeout, characters);
  }

  /**
   * One line that the process wrote.
   *
   * @param error whether it came from standard error
   * @param text the line without its end; progress that overwrites itself has its carriage returns
   * @param whole false when it is too long for one piece (256 Ki characters) and goes on
   */
  public record OutputLine(boolean error, String text, boolean whole) {}

  /**
   * How a process ended.
   *
   * @param exitCode its exit code, 128 + signal when it was killed
   * @param out the end of what it wrote to standard output
   * @param err the end of what it wrote to standard error
   * @param timedOut whether it was killed for its time limit
   */
  public record Result(int exitCode, String out, String err, boolean timedOut) {

    /** Returns whether it ended by itself with exit code 0. */
    public boolean ok() {
      return exitCode == 0 && !timedOut;
    }

    /** Returns the last line of standard error that says something, else of standard output. */
    public String lastLine() {
      String text = err.isBlank() ? out : err;
      return text.strip().lines().reduce((_, last) -> last).orElse("");
    }
  }
}
