package io.slipway.log;

import static io.slipway.web.Requests.answer;
import static io.slipway.web.Requests.path;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import io.slipway.web.Permission;
import io.slipway.web.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Logs of a deployment's steps over HTTP: a range of lines, a search, the whole as text. */
public final class LogApi {

  private static final String DEPLOYMENT = "/api/v1/stacks/{stack}/deployments/{number}";
  private static final String LOG = DEPLOYMENT + "/steps/{step}/log";
  private static final int SEARCHES = 2; // at a time: each may keep a processor busy for 5 s

  private final StepLogs logs;
  private final Deployments deployments;
  private final Semaphore searches = new Semaphore(SEARCHES);

  /** Makes the routes. */
  public LogApi(StepLogs logs, Deployments deployments) {
    this.logs = logs;
    this.deployments = deployments;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(LOG, Permission.VIEW, this::lines),
        Route.get(LOG + "/search", Permission.VIEW, this::search),
        Route.get(LOG + "/raw", Permission.VIEW, this::step),
        Route.get(DEPLOYMENT + "/log/raw", Permission.VIEW, this::all));
  }

  private void lines(ServerRequest request, ServerResponse response) {
    LogPath log = log(request);
    long from = number(request, "from", 0);
    int count = (int) Math.clamp(number(request, "lines", 1_000), 1, StepLogs.MOST_LINES);
    answer(
        response,
        logs.find(log)
            .map(reader -> reader.lines(from, count))
            .orElseGet(() -> new LogLines(0, 0, 0, false, List.of()))); // has not begun yet
  }

  private void search(ServerRequest request, ServerResponse response) {
    LogPath log = log(request);
    LogSearch search =
        new LogSearch(text(request, "q"), flag(request, "regex"), flag(request, "case"));
    if (!searches.tryAcquire()) {
      throw new Problem.TooMany("search-busy", "Others search at this moment: try again.", 2);
    }
    try {
      answer(
          response,
          logs.find(log)
              .map(reader -> reader.search(search))
              .orElseGet(() -> new LogHits(List.of(), false)));
    } finally {
      searches.release();
    }
  }

  private void step(ServerRequest request, ServerResponse response) {
    LogPath log = log(request);
    String name = log.stack() + "-" + log.number() + "-" + log.step() + ".log";
    download(request, response, name, List.of(log), false);
  }

  private void all(ServerRequest request, ServerResponse response) {
    StackName stack = new StackName(path(request, "stack"));
    long number = deployment(request, stack);
    List<LogPath> all =
        logs.steps(stack, number).stream().map(step -> new LogPath(stack, number, step)).toList();
    download(request, response, stack + "-" + number + ".log", all, true);
  }

  private void download(
      ServerRequest request,
      ServerResponse response,
      String name,
      List<LogPath> steps,
      boolean titles) {
    boolean plain = flag(request, "plain");
    response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    try (OutputStream out = response.outputStream()) {
      for (LogPath step : steps) {
        if (titles) {
          out.write(("== " + step.step() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        LogReader reader = logs.find(step).orElse(null);
        if (reader != null) {
          reader.copy(out, plain);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The download of " + name + " broke off", e);
    }
  }

  private LogPath log(ServerRequest request) {
    StackName stack = new StackName(path(request, "stack"));
    return new LogPath(stack, deployment(request, stack), path(request, "step"));
  }

  private long deployment(ServerRequest request, StackName stack) {
    String text = path(request, "number");
    if (text.matches("[1-9][0-9]{0,17}") && deployments.exists(stack, Long.parseLong(text))) {
      return Long.parseLong(text);
    }
    throw new Problem.NotFound(
        "no-such-deployment", "There is no deployment #" + text + " of “" + stack + "”.");
  }

  private static long number(ServerRequest request, String name, long otherwise) {
    String text = text(request, name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("-?[0-9]{1,18}")) {
      throw new Problem.Invalid("parameter-invalid", name + " is a whole number.", name, null);
    }
    return Long.parseLong(text);
  }

  private static boolean flag(ServerRequest request, String name) {
    return text(request, name).equals("true");
  }

  private static String text(ServerRequest request, String name) {
    return request.query().first(name).orElse("");
  }

  /** Knows which deployments there are. */
  public interface Deployments {
    /** Returns whether there is such a deployment. */
    boolean exists(StackName stack, long number);
  }
}
