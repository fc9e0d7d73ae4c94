package io.slipway.build;

import io.slipway.kernel.Command;
import io.slipway.kernel.Command.OutputLine;
import io.slipway.log.LogStream;
import io.slipway.log.LogWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code --progress=plain} writes ({@code #12 0.482 text}, buildkit
 * util/progress/progressui/printer.go) and puts each line under the name of its step.
 */
final class BuildKitOutput implements Consumer<OutputLine>, AutoCloseable {

  private static final Pattern OF_STEP = Pattern.compile("#(\\d+) (.*)", Pattern.DOTALL);
  private static final Pattern TIMED = Pattern.compile("\\d+\\.\\d+ (.*)", Pattern.DOTALL);
  private static final Pattern EXIT_CODE = Pattern.compile("exit code: (\\d+)");
  private static final Pattern NOISE =
      Pattern.compile("building with .* driver|\\[internal] load local bake definitions");

  private final LogWriter log;
  private final LogStream plain;
  private final Map<String, BuildStep> steps = new HashMap<>();
  private final LastLines last = new LastLines();
  private @Nullable BuildStep failed;
  private @Nullable String error;
  private @Nullable LogStream goesOn;

  BuildKitOutput(LogWriter log) {
    this.log = log;
    this.plain = log.stream(null);
  }

  @Override
  public synchronized void accept(OutputLine line) {
    LogStream stream = goesOn;
    if (stream != null) {
      stream.text(line.whole() ? line.text() + "\n" : line.text());
    } else {
      Matcher matcher = OF_STEP.matcher(line.text());
      stream = matcher.matches() ? ofStep(matcher.group(1), matcher.group(2), line) : other(line);
    }
    goesOn = line.whole() ? null : stream;
  }

  private @Nullable LogStream ofStep(String number, String text, OutputLine line) {
    BuildStep step = steps.get(number);
    if (step == null) {
      step = new BuildStep(text, NOISE.matcher(text).matches(), log.stream(text));
      steps.put(number, step);
    } else if (text.equals("...") || text.equals(step.name())) {
      return null; // BuildKit goes over to another step, or comes back
    }
    if (step.noise()) {
      return null;
    }
    Matcher timed = TIMED.matcher(text);
    String shown = timed.matches() ? timed.group(1) : text;
    step.stream().text(line.whole() ? shown + "\n" : shown);
    step.last().add(shown);
    if (text.startsWith("ERROR: ")) {
      failed = step;
      error = text.substring("ERROR: ".length());
    }
    return step.stream();
  }

  private @Nullable LogStream other(OutputLine line) {
    String text = line.text();
    if (text.isBlank()) {
      return null;
    }
    if (error == null && text.startsWith("ERROR: ")) {
      error = text.substring("ERROR: ".length());
    }
    last.add(text);
    plain.text(line.whole() ? text + "\n" : text);
    return plain;
  }

  /** Returns why it failed, in a sentence, with the lines that prove it. */
  synchronized BuildFailed failure(Command.Result result) {
    String reason = error == null ? result.lastLine() : error;
    Matcher code = EXIT_CODE.matcher(reason);
    String cause = code.find() ? BuildWords.ended(code.group(1)) : reason;
    BuildStep step = failed;
    String where = step == null ? "The build failed" : "The build failed at " + step.name();
    List<String> lines = (step == null ? last : step.last()).list();
    return new BuildFailed(
        log.masked(where + ": " + cause.strip() + (cause.endsWith(".") ? "" : ".")),
        lines.stream().map(log::masked).toList());
  }

  @Override
  public synchronized void close() {
    plain.close();
    steps.values().forEach(step -> step.stream().close());
  }

  private record BuildStep(String name, boolean noise, LogStream stream, LastLines last) {
    BuildStep(String name, boolean noise, LogStream stream) {
      this(name, noise, stream, new LastLines());
    }
  }
}
