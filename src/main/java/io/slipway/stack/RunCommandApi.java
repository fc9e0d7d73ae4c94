package io.slipway.stack;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.compose.ComposeCli;
import io.slipway.compose.ComposeInvalid;
import io.slipway.compose.StackName;
import io.slipway.compose.run.ComposeToRun;
import io.slipway.compose.run.RunToCompose;
import io.slipway.kernel.Problem;
import io.slipway.web.Permission;
import io.slipway.web.Requests;
import io.slipway.web.Route;
import java.util.List;

/** The routes between {@code docker run} and compose files. */
public final class RunCommandApi {

  private final Stacks stacks;
  private final ComposeCli compose;

  /** Puts together what the routes need. */
  public RunCommandApi(Stacks stacks, ComposeCli compose) {
    this.stacks = stacks;
    this.compose = compose;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/convert/run-to-compose", Permission.OPERATE, this::toCompose),
        Route.get(
            "/api/v1/stacks/{stack}/services/{service}/run-command",
            Permission.OPERATE, // it has the values of variables, as the files do
            this::toRun));
  }

  private void toCompose(ServerRequest request, ServerResponse response) {
    Bodies.RunCommands body =
        Requests.body(request, Bodies.RunCommands.class, RunToCompose.MAX_BYTES);
    String commands = Requests.required(body.commands(), "commands");
    Requests.answer(response, RunToCompose.of(commands));
  }

  private void toRun(ServerRequest request, ServerResponse response) throws InterruptedException {
    StackName stack = new StackName(Requests.path(request, "stack"));
    if (!stacks.managed(stack)) {
      throw new Problem.NotFound(
          "stack-without-folder", "Slipway does not have the files of " + stack + ".");
    }
    try {
      String service = Requests.path(request, "service");
      Requests.answer(response, ComposeToRun.of(compose.config(stacks.project(stack)), service));
    } catch (ComposeInvalid e) {
      throw e.problem();
    }
  }
}
