package io.slipway.setting;

import io.avaje.jsonb.JsonType;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.store.Database;
import io.slipway.web.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the {@link ServerSettings}: in memory for those who ask, in the database for good. */
public final class ServerSettingsStore {

  private static final String NAME = "server";

  private final Database database;
  private final Events events;
  private final Clock clock;
  private final JsonType<ServerSettings> json = Requests.json().type(ServerSettings.class);
  private final ReentrantLock saving = new ReentrantLock();
  private volatile ServerSettings current;

  /** Reads what is stored; a new server has {@link ServerSettings#DEFAULT}. */
  public ServerSettingsStore(Database database, Events events, Clock clock) {
    this.database = database;
    this.events = events;
    this.clock = clock;
    this.current =
        database
            .read(sql ->
                sql.first(
                    "select value from setting where name = ?", row -> row.text("value"), NAME))
            .map(json::fromJson)
            .orElse(ServerSettings.DEFAULT);
  }

  /** Returns the settings in force; cheap, ask each time. */
  public ServerSettings current() {
    return current;
  }

  /** Stores new settings and tells {@link ServerSettingsChanged} when they differ. */
  public void save(ServerSettings settings, String actor) {
    saving.lock();
    try {
      ServerSettings before = current;
      if (before.equals(settings)) {
        return;
      }
      database.change(sql -> {
        sql.update("delete from setting where name = ?", NAME);
        sql.update(
            "insert into setting (name, value, changed_at) values (?, ?, ?)",
            NAME,
            json.toJson(settings),
            clock.now());
      });
      current = settings;
      events.publish(
          new ServerSettingsChanged(before, settings, actor, difference(before, settings)));
    } finally {
      saving.unlock();
    }
  }

  private static String difference(ServerSettings before, ServerSettings now) {
    List<String> changes = new ArrayList<>();
    note(changes, "public address", before.publicUrl(), now.publicUrl());
    note(changes, "primary host", before.primaryHost(), now.primaryHost());
    note(changes, "host commands", before.hostCommands(), now.hostCommands());
    note(changes, "builds at a time", before.buildConcurrency(), now.buildConcurrency());
    note(changes, "kept releases", before.keepReleases(), now.keepReleases());
    note(changes, "trusted proxy", before.trustProxy(), now.trustProxy());
    return String.join(", ", changes);
  }

  private static void note(List<String> changes, String name, Object before, Object now) {
    if (!before.equals(now)) {
      changes.add(name + ": " + before + " → " + now);
    }
  }
}
