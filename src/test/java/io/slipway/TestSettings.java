package io.slipway;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings of a server that is on its own: free port, own folders, no engine. */
final class TestSettings {

  static final String PASSWORD = "correct horse battery";

  private TestSettings() {}

  static Settings in(Path folder) {
    return in(folder, Map.of());
  }

  static Settings in(Path folder, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SLIPWAY_PORT", "0");
    environment.put("SLIPWAY_HOST", "127.0.0.1");
    environment.put("SLIPWAY_DATA", folder.resolve("data").toString());
    environment.put("SLIPWAY_STACKS", folder.resolve("stacks").toString());
    environment.put("DOCKER_HOST", "unix://" + folder.resolve("no-engine.sock"));
    environment.putAll(more);
    return Settings.read(new ServerFlags(), environment);
  }

  /** With an administrator named {@code admin}. */
  static Settings withAdmin(Path folder) {
    return in(folder, Map.of("SLIPWAY_ADMIN_USER", "admin", "SLIPWAY_ADMIN_PASSWORD", PASSWORD));
  }
}
