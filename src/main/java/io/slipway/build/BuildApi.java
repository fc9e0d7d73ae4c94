package io.slipway.build;

import static io.slipway.web.Requests.answer;
import static io.slipway.web.Requests.body;
import static io.slipway.web.Requests.caller;
import static io.slipway.web.Requests.path;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.slipway.compose.StackName;
import io.slipway.kernel.Problem;
import io.slipway.web.Permission;
import io.slipway.web.Route;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** How a stack is built, and which builds run and wait. */
public final class BuildApi {

  private static final String PATH = "/api/v1/stacks/{stack}/build";

  private final BuildConfigs configs;
  private final BuildEngine engine;
  private final Predicate<StackName> stackExists;
  private final BooleanSupplier hostCommands;

  /**
   * Makes the routes.
   *
   * @param stackExists whether there is such a stack
   * @param hostCommands whether commands may run on this host
   */
  public BuildApi(
      BuildConfigs configs,
      BuildEngine engine,
      Predicate<StackName> stackExists,
      BooleanSupplier hostCommands) {
    this.configs = configs;
    this.engine = engine;
    this.stackExists = stackExists;
    this.hostCommands = hostCommands;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/builds", Permission.VIEW, this::queue),
        Route.get(PATH, Permission.VIEW, this::read),
        Route.put(PATH, Permission.OPERATE, this::save));
  }

  private void queue(ServerRequest request, ServerResponse response) {
    answer(response, BuildQueueView.of(engine.queue()));
  }

  private void read(ServerRequest request, ServerResponse response) {
    answer(response, BuildConfigView.of(configs.of(stack(request))));
  }

  private void save(ServerRequest request, ServerResponse response) {
    StackName stack = stack(request);
    BuildConfig config = body(request, BuildConfigView.class).over(configs.of(stack));
    if (config.usesHost() && !hostCommands.getAsBoolean()) {
      throw HostCommands.refused();
    }
    configs.save(stack, config, caller(request).name());
    answer(response, BuildConfigView.of(config));
  }

  private StackName stack(ServerRequest request) {
    StackName stack = new StackName(path(request, "stack"));
    if (!stackExists.test(stack)) {
      throw new Problem.NotFound("no-such-stack", "There is no stack “" + stack + "”.");
    }
    return stack;
  }
}
