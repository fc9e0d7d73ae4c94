package io.slipway;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The log: one line a record, to standard error. */
final class LogLines extends Formatter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Kept, because the JDK forgets the level of a logger that nobody holds. */
  private static final Logger[] QUIETER = {
    Logger.getLogger("io.helidon"),
    Logger.getLogger("com.zaxxer.hikari"),
    Logger.getLogger("io.ebean"),
    Logger.getLogger("io.avaje")
  };

  /** Sets up logging for the whole process. */
  static void install() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler console = new ConsoleHandler();
    console.setFormatter(new LogLines());
    root.addHandler(console);
    root.setLevel(Level.INFO);
    for (Logger library : QUIETER) {
      library.setLevel(Level.WARNING);
    }
  }

  @Override
  public String format(LogRecord event) {
    String name = event.getLoggerName() == null ? "-" : event.getLoggerName();
    StringBuilder line = new StringBuilder(160);
    TIME.formatTo(event.getInstant(), line);
    line.append(' ').append(word(event.getLevel())).append(' ');
    line.append(name.startsWith("io.slipway.") ? name.substring("io.slipway.".length()) : name);
    line.append("  ").append(formatMessage(event).replace('\n', ' ')).append('\n');
    if (event.getThrown() != null) {
      StringWriter trace = new StringWriter();
      event.getThrown().printStackTrace(new PrintWriter(trace));
      line.append(trace);
    }
    return line.toString();
  }

  private static String word(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARN ";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
  }
}
