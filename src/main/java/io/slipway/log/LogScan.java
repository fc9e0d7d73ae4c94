package io.slipway.log;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * One search over a log, bounded in hits and in time: an expression that backtracks without end
 * (CWE-1333) stops at the limit, in the middle of a line.
 */
final class LogScan {

  static final int MOST_HITS = 10_000;
  static final Duration LIMIT = Duration.ofSeconds(5);

  private final Matcher matcher;
  private final long deadline;

  LogScan(LogSearch search, Duration limit) {
    this.deadline = System.nanoTime() + limit.toNanos();
    this.matcher = search.pattern().matcher("");
  }

  LogHits scan(LineCursor cursor) throws IOException {
    List<Long> hits = new ArrayList<>();
    try {
      for (long number = 0; cursor.next(); number++) {
        if (matches(Ansi.strip(StoredLine.text(cursor.text())))) {
          if (hits.size() == MOST_HITS) {
            return new LogHits(hits, true);
          }
          hits.add(number);
        }
      }
      return new LogHits(hits, false);
    } catch (TimeIsUp | StackOverflowError e) {
      // The JDK's expressions recurse: a deep one on a long line ends here, as a slow one does.
      return new LogHits(hits, true);
    }
  }

  private boolean matches(String text) {
    return matcher.reset(new Timed(text)).find();
  }

  /** Text that throws when the time is up, looking at the clock once in 4096 characters. */
  private final class Timed implements CharSequence {
    private final String text;
    private int asked;

    Timed(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if ((++asked & 4095) == 1 && System.nanoTime() - deadline > 0) {
        throw new TimeIsUp();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class TimeIsUp extends RuntimeException {
    private static final long serialVersionUID = 1;

    TimeIsUp() {
      super("The search's time is up", null, false, false);
    }
  }
}
