package io.slipway.compose.run;

import io.avaje.jsonb.Json;
import io.slipway.compose.ComposeModel;
import io.slipway.kernel.Problem;
import java.util.List;

/**
 * What a service of a compose model is as a {@code docker run} command.
 *
 * @param command for a POSIX shell, a flag a line
 * @param notes what the command does not say, each naming its key
 */
@Json
public record ComposeToRun(String command, List<Note> notes) {

  /**
   * Converts a service of a model.
   *
   * @throws Problem.NotFound when there is no such service
   */
  public static ComposeToRun of(ComposeModel model, String service) {
    if (model.service(service).isEmpty()) {
      throw new Problem.NotFound(
          "service-not-found", "There is no service " + service + " in the stack.");
    }
    Notes notes = new Notes();
    String command = new RunOfService(model, service, notes).make();
    return new ComposeToRun(command, notes.list());
  }
}
