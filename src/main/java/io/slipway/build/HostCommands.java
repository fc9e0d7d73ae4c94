package io.slipway.build;

import io.slipway.kernel.Problem;

/** Commands on this host run only where an administrator has allowed them. */
final class HostCommands {

  private HostCommands() {}

  static Problem.Invalid refused() {
    return new Problem.Invalid(
        "host-commands-off",
        "A command without an image would run on this host, which is not allowed on this server.",
        "before",
        "Name an image for it, or ask an administrator to allow commands on the host in Settings.");
  }
}
