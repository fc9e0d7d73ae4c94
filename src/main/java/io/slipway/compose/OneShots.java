package io.slipway.compose;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells services that run to their end from those that stay: another one waits for their {@code
 * service_completed_successfully}. A container that has ended with 0 and is not to be started again
 * counts as finished too, whatever the file says.
 */
public final class OneShots {

  /** The label in which compose keeps what a container's service depends on. */
  public static final String LABEL = "com.docker.compose.depends_on";

  private OneShots() {}

  /** Returns the services of the model that another one waits to complete. */
  public static Set<String> of(ComposeModel model) {
    Set<String> found = new TreeSet<>();
    for (ComposeService service : model.services().values()) {
      for (ComposeDependency dependency : service.dependsOn()) {
        if (dependency.condition().equals(ComposeDependency.COMPLETED)) {
          found.add(dependency.service());
        }
      }
    }
    return found;
  }

  /**
   * Returns the services that the containers' own labels tell of, when no file is at hand.
   *
   * @param labels values of {@link #LABEL}: {@code init:service_completed_successfully:false,db:…}
   */
  public static Set<String> ofLabels(Collection<String> labels) {
    Set<String> found = new TreeSet<>();
    for (String label : labels) {
      for (String part : label.split(",", -1)) {
        String[] fields = part.split(":", -1);
        if (fields.length >= 2 && fields[1].equals(ComposeDependency.COMPLETED)) {
          found.add(fields[0]);
        }
      }
    }
    return found;
  }

  /**
   * Returns whether a container that has exited is done rather than down.
   *
   * @param oneShot whether its service runs to its end
   * @param restartPolicy as the engine has it, or null when it is not known
   */
  public static boolean finished(boolean oneShot, @Nullable String restartPolicy, int exitCode) {
    boolean stays = "always".equals(restartPolicy) || "unless-stopped".equals(restartPolicy);
    return exitCode == 0 && (oneShot || (restartPolicy != null && !stays));
  }
}
