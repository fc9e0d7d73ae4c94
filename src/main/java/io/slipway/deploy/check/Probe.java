package io.slipway.deploy.check;

import io.slipway.deploy.CheckResult;
import io.slipway.deploy.CheckResult.Verdict;
import io.slipway.deploy.CheckRule;
import io.slipway.engine.ContainerDetails;
import io.slipway.engine.ContainerState;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineException;
import io.slipway.engine.ExecResult;
import io.slipway.engine.Health;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes one sample of a check. */
public final class Probe {

  private final Engine engine;
  private final Clock clock;

  public Probe(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** Asks all containers of the check's service by their own address. */
  public CheckResult sample(CheckRule rule, List<String> ids) throws InterruptedException {
    return sample(rule, ids, Way.DIRECT);
  }

  /**
   * Asks all containers of the check's service; one that fails is enough.
   *
   * @param ids of the containers
   * @param way on which requests go, as far as it leads to what the check asks
   */
  public CheckResult sample(CheckRule rule, List<String> ids, Way way) throws InterruptedException {
    try {
      if (ids.isEmpty()) {
        return result(rule, Verdict.ERROR, "There is no container of " + rule.service() + ".");
      }
      CheckResult last = null;
      for (String id : ids) {
        Optional<ContainerDetails> container = engine.inspect(id);
        last =
            container.isEmpty()
                ? result(rule, Verdict.FAIL, "A container of " + rule.service() + " is gone.")
                : one(rule, container.get(), way);
        if (last.verdict() != Verdict.PASS) {
          return last;
        }
      }
      return Objects.requireNonNull(last);
    } catch (Problem.Unavailable | EngineException e) {
      return result(rule, Verdict.ERROR, "The check could not be made: " + e.getMessage());
    }
  }

  /**
   * Asks containers in turn and counts what no user should see: answers of 500 and above, and none.
   *
   * @param timeoutMs of each request
   */
  public ErrorRate errors(List<String> ids, int port, String path, int count, int timeoutMs) {
    List<String> addresses =
        ids.stream()
            .flatMap(id -> engine.inspect(id).stream())
            .flatMap(c -> Reach.address(c).stream())
            .toList();
    long errors = 0;
    for (int i = 0; i < count; i++) {
      errors += fails(addresses, i, port, path, timeoutMs) ? 1 : 0;
    }
    return new ErrorRate(errors, count);
  }

  private static boolean fails(List<String> addresses, int turn, int port, String path, int ms) {
    if (addresses.isEmpty()) {
      return true;
    }
    String address = addresses.get(turn % addresses.size());
    try {
      return HttpAnswer.get(address, port, path, Duration.ofMillis(ms)).status() >= 500;
    } catch (IOException e) {
      return true; // No answer is what users would get too.
    }
  }

  private CheckResult one(CheckRule rule, ContainerDetails container, Way way)
      throws InterruptedException {
    return switch (rule.kind()) {
      case "http" -> http(rule, container, way);
      case "tcp" -> tcp(rule, container);
      case "exec" -> exec(rule, container);
      default -> state(rule, container);
    };
  }

  private CheckResult http(CheckRule rule, ContainerDetails container, Way way) {
    Optional<String> address = Reach.address(container);
    if (address.isEmpty()) {
      return noAddress(rule, container);
    }
    int port = Objects.requireNonNull(rule.port());
    String path = Objects.requireNonNull(rule.path());
    Duration timeout = Duration.ofMillis(rule.timeoutMs());
    String asked = "GET " + path;
    try {
      String host = Reach.endpoint(container, port).orElseThrow();
      Optional<String> routed = way.get(container.id(), port, host, path, timeout);
      if (routed.isPresent()) {
        asked += " through the router";
      }
      HttpAnswer answer =
          routed.isPresent()
              ? HttpAnswer.parse(routed.get())
              : HttpAnswer.get(address.get(), port, path, timeout);
      boolean status =
          rule.status() == null
              ? answer.status() >= 200 && answer.status() < 400
              : answer.status() == rule.status();
      if (!status) {
        return result(rule, Verdict.FAIL, asked + " answered " + answer.status());
      }
      if (rule.bodyMatch() != null
          && !Pattern.compile(rule.bodyMatch()).matcher(answer.body()).find()) {
        return result(
            rule,
            Verdict.FAIL,
            asked + " answered " + answer.status() + " without “" + rule.bodyMatch() + "”");
      }
      return result(rule, Verdict.PASS, asked + " answered " + answer.status());
    } catch (IOException e) {
      return result(rule, Verdict.FAIL, asked + " was not answered: " + e.getMessage());
    } catch (StackOverflowError e) {
      return result(rule, Verdict.ERROR, "The body pattern is too deep for this answer.");
    }
  }

  private CheckResult tcp(CheckRule rule, ContainerDetails container) {
    if (Reach.address(container).isEmpty()) {
      return noAddress(rule, container);
    }
    int port = Objects.requireNonNull(rule.port());
    return Reach.answers(container, port)
        ? result(rule, Verdict.PASS, "Port " + port + " accepts connections")
        : result(rule, Verdict.FAIL, "Port " + port + " does not accept connections");
  }

  private CheckResult exec(CheckRule rule, ContainerDetails container) throws InterruptedException {
    if (container.state() != ContainerState.RUNNING) {
      return result(rule, Verdict.FAIL, container.name() + " does not run");
    }
    ExecResult done =
        engine.exec(
            container.id(),
            Objects.requireNonNull(rule.command()),
            Duration.ofMillis(rule.timeoutMs()));
    String said = (done.err().isBlank() ? done.out() : done.err()).strip();
    String line = said.lines().reduce((_, last) -> last).orElse("");
    if (done.timedOut()) {
      return result(rule, Verdict.FAIL, "The command took more than " + rule.timeoutMs() + " ms");
    }
    if (done.exitCode() == 126 || done.exitCode() == 127) {
      return result(rule, Verdict.ERROR, "The command cannot be run in the container: " + line);
    }
    return done.ok()
        ? result(rule, Verdict.PASS, "Exit code 0")
        : result(rule, Verdict.FAIL, "Exit code " + done.exitCode() + ": " + line);
  }

  private CheckResult state(CheckRule rule, ContainerDetails container) {
    if (container.oomKilled()) {
      return result(rule, Verdict.FAIL, container.name() + " was killed for want of memory");
    }
    if (container.health() == Health.UNHEALTHY) {
      return result(rule, Verdict.FAIL, container.name() + " is unhealthy");
    }
    if (container.state() != ContainerState.RUNNING) {
      return result(
          rule,
          Verdict.FAIL,
          container.name() + " does not run, exit code " + container.exitCode());
    }
    if (container.restartCount() > 0) {
      return result(
          rule,
          Verdict.FAIL,
          container.name() + " was restarted " + container.restartCount() + " times");
    }
    return result(rule, Verdict.PASS, container.name() + " runs without a restart");
  }

  private CheckResult noAddress(CheckRule rule, ContainerDetails container) {
    return container.state() == ContainerState.RUNNING
        ? result(rule, Verdict.ERROR, container.name() + " has no address on this host.")
        : result(rule, Verdict.FAIL, container.name() + " does not run");
  }

  private CheckResult result(CheckRule rule, Verdict verdict, String detail) {
    return new CheckResult(rule.name(), clock.now(), verdict, detail);
  }
}
