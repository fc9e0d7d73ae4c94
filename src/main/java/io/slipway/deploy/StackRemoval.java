package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.engine.ContainerSummary;
import io.slipway.engine.Engine;
import io.slipway.engine.EngineException;
import io.slipway.store.Database;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Removes all that deployments have made for a stack that is deleted. */
final class StackRemoval {

  private static final Logger LOG = Logger.getLogger(StackRemoval.class.getName());

  private final Parts parts;
  private final ReleaseTable releases;

  StackRemoval(Parts parts, ReleaseTable releases) {
    this.parts = parts;
    this.releases = releases;
  }

  /** Removes routes, slots, images, logs and records; the stack is held by whoever deletes it. */
  void remove(StackName stack) {
    Database database = parts.database();
    parts.tools().router().withdraw(stack);
    Engine engine = parts.tools().engine();
    for (ContainerSummary left : engine.containers(Labels.STACK + "=" + stack)) {
      engine.remove(left.id(), true);
    }
    List<Release> all =
        database.read(sql -> releases.newest(sql, stack, Long.MAX_VALUE, Integer.MAX_VALUE));
    Set<String> tags =
        all.stream()
            .flatMap(release -> release.services().values().stream())
            .map(Release.Service::tag)
            .filter(Objects::nonNull)
            .filter(tag -> tag.startsWith("slipway/"))
            .collect(Collectors.toSet());
    tags.forEach(tag -> removeImage(engine, tag));
    List<Long> numbers =
        database.read(sql ->
            sql.list(
                "select number from deployment where stack = ?",
                row -> row.number("number"),
                stack.value()));
    numbers.forEach(number -> parts.logs().delete(stack, number));
    database.change(sql -> {
      numbers.forEach(number -> DeploymentTable.delete(sql, stack, number));
      sql.update("delete from deploy_release where stack = ?", stack.value());
      WatchTable.delete(sql, stack);
      sql.update("delete from deploy_config where stack = ?", stack.value());
    });
  }

  /** An image that something else uses stays, and says so. */
  private static void removeImage(Engine engine, String tag) {
    try {
      engine.removeImage(tag);
    } catch (EngineException e) {
      LOG.log(Level.INFO, e, () -> "The image " + tag + " stays");
    }
  }
}
