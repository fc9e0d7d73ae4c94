package io.slipway.build;

import io.avaje.jsonb.JsonType;
import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.secret.Vault;
import io.slipway.store.Database;
import io.slipway.web.Requests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps how each stack is built; secrets are sealed before they reach the database. */
public final class BuildConfigs {

  private final Database database;
  private final Vault vault;
  private final Events events;
  private final Clock clock;
  private final JsonType<StoredBuildConfig> json = Requests.json().type(StoredBuildConfig.class);

  /** Keeps configurations in a database. */
  public BuildConfigs(Database database, Vault vault, Events events, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.events = events;
    this.clock = clock;
  }

  /** Returns a stack's configuration; {@link BuildConfig#standard} when nobody has chosen one. */
  public BuildConfig of(StackName stack) {
    return database
        .read(sql -> BuildConfigTable.find(sql, stack))
        .map(stored -> json.fromJson(stored).open(vault))
        .orElseGet(BuildConfig::standard);
  }

  /** Stores a configuration and tells {@link BuildConfigChanged}. */
  public void save(StackName stack, BuildConfig config, String actor) {
    String stored = json.toJson(StoredBuildConfig.seal(config, vault));
    database.change(sql -> BuildConfigTable.save(sql, stack, stored, clock.now()));
    events.publish(new BuildConfigChanged(stack, actor, null));
  }

  /** Forgets the configuration of a stack that is gone. */
  public void forget(StackName stack) {
    database.change(sql -> BuildConfigTable.delete(sql, stack));
  }

  /** Returns the values that must not be seen in any log of the stack. */
  public List<String> secretValues(StackName stack) {
    return of(stack).secretValues();
  }

  /**
   * Returns the compose file of a stack whose repository has none, or null when its configuration
   * does not name a service and its port.
   */
  public @Nullable String composeText(StackName stack) {
    return GeneratedCompose.of(of(stack));
  }
}
