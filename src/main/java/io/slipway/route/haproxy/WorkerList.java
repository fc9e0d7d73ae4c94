package io.slipway.route.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the master says of its processes.
 *
 * @param complete whether the master has named itself: it says nothing while it executes itself
 *     anew
 * @param failedReloads how many times a configuration was refused
 * @param old workers of earlier configurations that finish what they have
 */
record WorkerList(boolean complete, long failedReloads, List<Long> old) {

  private static final Pattern FAILED = Pattern.compile("\\[failed: ([0-9]+)]");

  static WorkerList parse(String answer) {
    boolean complete = false;
    long failed = 0;
    boolean inOld = false;
    List<Long> old = new ArrayList<>();
    for (String line : answer.lines().toList()) {
      if (line.startsWith("#")) {
        inOld = line.startsWith("# old workers");
      } else if (line.contains("master")) {
        complete = true;
        Matcher matcher = FAILED.matcher(line);
        failed = matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
      } else if (inOld && !line.isBlank()) {
        old.add(Long.parseLong(line.strip().split("\\s+")[0]));
      }
    }
    return new WorkerList(complete, failed, List.copyOf(old));
  }
}
