package io.slipway.stack;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.compose.ComposeCli;
import io.slipway.compose.StackName;
import io.slipway.engine.EngineWatch;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import io.slipway.web.Live;
import io.slipway.web.Permission;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import io.slipway.web.TopicSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The routes of stacks: the list, actions, files and output. */
public final class StackApi implements AutoCloseable {

  private static final String ONE = "/api/v1/stacks/{stack}";
  private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
  private static final int MAX_TAIL = 10_000;

  private final Stacks stacks;
  private final StackActions actions;
  private final StackEditing editing;
  private final FileJudge judge;
  private final StackLogs logs;
  private final EngineWatch watch;

  /** Puts together what the routes need. */
  public StackApi(
      Stacks stacks,
      StackBusy busy,
      ComposeCli compose,
      EngineWatch watch,
      Live live,
      Events events,
      Clock clock) {
    this.stacks = stacks;
    this.watch = watch;
    this.judge = new FileJudge(compose, stacks.folders());
    this.editing = new StackEditing(stacks, judge, busy, events);
    StackVerbs verbs = new StackVerbs(stacks, compose, events);
    this.actions = new StackActions(stacks, verbs, busy, live, events, clock);
    this.logs = new StackLogs(stacks, watch);
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/stacks", Permission.VIEW, this::list),
        Route.post("/api/v1/stacks", Permission.OPERATE, this::create),
        Route.get(ONE, Permission.VIEW, this::read),
        Route.delete(ONE, Permission.OPERATE, this::delete),
        Route.post(ONE + "/actions", Permission.OPERATE, this::act),
        Route.get(ONE + "/actions/{id}", Permission.VIEW, this::action),
        Route.delete(ONE + "/actions/{id}", Permission.OPERATE, this::cancel),
        Route.get(ONE + "/files", Permission.OPERATE, this::files),
        Route.put(ONE + "/files", Permission.OPERATE, this::save),
        Route.post(ONE + "/validate", Permission.OPERATE, this::validate),
        Route.get(ONE + "/logs", Permission.VIEW, this::logs));
  }

  /** Returns what feeds {@code logs:{stack}}. */
  public TopicSource topics() {
    return logs;
  }

  /** Returns what is done with stacks, for those who do it by other ways than a route. */
  public StackActions actions() {
    return actions;
  }

  private void list(ServerRequest request, ServerResponse response) {
    List<Stack> all = stacks.list();
    byte[] body = Requests.json().type(Stack.class).list().toJsonBytes(all);
    json(response, Status.OK_200, "application/json", body);
  }

  private void create(ServerRequest request, ServerResponse response) throws InterruptedException {
    Bodies.NewStack wanted = Requests.body(request, Bodies.NewStack.class);
    StackName name = new StackName(Requests.required(wanted.name(), "name"));
    try {
      Stack made = editing.create(name, text(wanted.compose()), text(wanted.env()), by(request));
      Requests.answer(response, Status.CREATED_201, made);
    } catch (FilesRefused e) {
      refuse(response, e);
    }
  }

  private void read(ServerRequest request, ServerResponse response) {
    Requests.answer(response, stacks.details(stack(request)));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    boolean files = Requests.query(request, "files").filter("true"::equals).isPresent();
    boolean volumes = Requests.query(request, "volumes").filter("true"::equals).isPresent();
    StackAction action = actions.delete(stack(request), files, volumes, by(request));
    Requests.answer(response, Status.ACCEPTED_202, action);
  }

  private void act(ServerRequest request, ServerResponse response) {
    Bodies.ActionRequest wanted = Requests.body(request, Bodies.ActionRequest.class);
    String verb = Requests.required(wanted.action(), "action");
    StackAction action = actions.begin(stack(request), verb, wanted.service(), by(request));
    Requests.answer(response, Status.ACCEPTED_202, action);
  }

  private void action(ServerRequest request, ServerResponse response) {
    Requests.answer(response, actions.find(stack(request), Requests.path(request, "id")));
  }

  private void cancel(ServerRequest request, ServerResponse response) {
    String id = Requests.path(request, "id");
    StackAction action = actions.cancel(stack(request), id, by(request));
    Requests.answer(response, Status.ACCEPTED_202, action);
  }

  private void files(ServerRequest request, ServerResponse response) {
    Requests.answer(response, editing.read(stack(request)));
  }

  private void save(ServerRequest request, ServerResponse response) throws InterruptedException {
    Bodies.StackFilesChange change = Requests.body(request, Bodies.StackFilesChange.class);
    String compose = Requests.required(change.compose(), "compose");
    String env = Requests.required(change.env(), "env");
    String hash = Requests.required(change.hash(), "hash");
    FileTexts texts = new FileTexts(compose, env, named(change.more()));
    try {
      Requests.answer(response, editing.save(stack(request), texts, hash, by(request)));
    } catch (FilesRefused e) {
      refuse(response, e);
    }
  }

  private void validate(ServerRequest request, ServerResponse response)
      throws InterruptedException {
    Bodies.TextsToCheck body = Requests.body(request, Bodies.TextsToCheck.class);
    String compose = Requests.required(body.compose(), "compose");
    FileTexts texts = new FileTexts(compose, text(body.env()), named(body.more()));
    List<Bodies.Diagnostic> found = judge.judge(stack(request), texts);
    byte[] answer = Requests.json().type(Bodies.Diagnostic.class).list().toJsonBytes(found);
    json(response, Status.OK_200, "application/json", answer);
  }

  private static Map<String, String> named(@Nullable List<Bodies.FileText> texts) {
    Map<String, String> named = new LinkedHashMap<>();
    for (Bodies.FileText each : texts == null ? List.<Bodies.FileText>of() : texts) {
      named.put(Requests.required(each.name(), "name"), text(each.text()));
    }
    return named;
  }

  private void logs(ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    StackName stack = stack(request);
    int tail = tail(Requests.query(request, "tail").orElse("500"));
    String service = Requests.query(request, "service").orElse(null);
    boolean follow = Requests.query(request, "follow").filter("true"::equals).isPresent();
    Picture.Seen _ = stacks.seen(stack);
    response.header(HeaderNames.CONTENT_TYPE, "application/x-ndjson");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    try (OutputStream output = response.outputStream();
        LogFollow reading =
            new LogFollow(stacks, stack, service, line -> write(output, line, follow))) {
      reading.last(tail, null);
      if (follow) {
        output.flush();
        reading.follow(watch);
        reading.await();
      }
    }
  }

  private static boolean write(
      OutputStream output, Bodies.ContainerLogLine line, boolean flushing) {
    byte[] json = (Requests.json().toJson(line) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (output) {
      try {
        output.write(json);
        if (flushing) {
          output.flush();
        }
        return true;
      } catch (IOException | RuntimeException e) {
        return false; // the reader has gone
      }
    }
  }

  private static int tail(String text) {
    boolean number = text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX_TAIL;
    if (!number) {
      throw new Problem.Invalid(
          "tail-invalid", "The tail is a number from 0 to 10000.", "tail", null);
    }
    return Integer.parseInt(text);
  }

  private static StackName stack(ServerRequest request) {
    return new StackName(Requests.path(request, "stack"));
  }

  private static By by(ServerRequest request) {
    return new By(Requests.caller(request).name(), Requests.visit(request).address());
  }

  private static String text(@Nullable String given) {
    return Objects.requireNonNullElse(given, "");
  }

  private static void refuse(ServerResponse response, FilesRefused refused) {
    Bodies.RefusedFiles body =
        new Bodies.RefusedFiles(
            "about:blank",
            Status.BAD_REQUEST_400.reasonPhrase(),
            Status.BAD_REQUEST_400.code(),
            "Compose does not take the files, so nothing was saved: " + refused.getMessage(),
            "compose-invalid",
            "Correct what is marked and save again.",
            response.headers().first(REQUEST_ID).orElse("-"),
            refused.diagnostics());
    byte[] bytes = Requests.json().toJsonBytes(body);
    json(response, Status.BAD_REQUEST_400, "application/problem+json", bytes);
  }

  private static void json(ServerResponse response, Status status, String type, byte[] body) {
    response
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, type)
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(body);
  }

  @Override
  public void close() {
    actions.close();
  }
}
