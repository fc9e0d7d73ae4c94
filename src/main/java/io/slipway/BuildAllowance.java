package io.slipway;

import io.slipway.build.BuildLimits;
import io.slipway.setting.ServerSettingsStore;

/** What the server's settings allow builds to do, as they are now. */
record BuildAllowance(ServerSettingsStore settings) implements BuildLimits {

  @Override
  public int concurrency() {
    return settings.current().buildConcurrency();
  }

  @Override
  public boolean hostCommands() {
    return settings.current().hostCommands();
  }
}
