package io.slipway.route.haproxy;

import io.slipway.route.TargetId;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The requests under way at some targets, as {@code show sess all} tells of them.
 *
 * @param waiting those that have no answer yet
 * @param flowing those whose answer has begun
 */
record Sessions(long waiting, long flowing) {

  /** The command. Its answer has some 2 kB for each session. */
  static final String COMMAND = "show sess all";

  /** A session begins with its address in memory; what belongs to it is indented. */
  private static final Pattern START = Pattern.compile("(?m)^(?=0x)");

  private static final Pattern BACKEND = Pattern.compile("(?m)^ +backend=(\\S+) ");
  private static final Pattern SERVER = Pattern.compile("(?m)^ +server=(\\S+) ");

  /** The code of the answer: -1 while there is none. */
  private static final Pattern ANSWERED = Pattern.compile(" status=[1-9]");

  static Sessions parse(String answer, Collection<TargetId> targets) {
    Set<String> wanted = targets.stream().map(TargetId::toString).collect(Collectors.toSet());
    long waiting = 0;
    long flowing = 0;
    for (String session : START.split(answer)) {
      Matcher backend = BACKEND.matcher(session);
      Matcher server = SERVER.matcher(session);
      if (backend.find()
          && server.find()
          && wanted.contains(backend.group(1) + "/" + server.group(1))) {
        if (ANSWERED.matcher(session).find()) {
          flowing++;
        } else {
          waiting++;
        }
      }
    }
    return new Sessions(waiting, flowing);
  }

  Sessions plus(Sessions other) {
    return new Sessions(waiting + other.waiting, flowing + other.flowing);
  }
}
