package io.slipway.deploy;

/** The labels of containers: compose's own and ours. */
public final class Labels {

  public static final String PROJECT = "com.docker.compose.project";
  public static final String SERVICE = "com.docker.compose.service";
  public static final String ONE_OFF = "com.docker.compose.oneoff";

  /** What compose made the container from, as {@code docker compose config --hash} says it. */
  public static final String CONFIG_HASH = "com.docker.compose.config-hash";

  public static final String STACK = "slipway.stack";
  public static final String RELEASE = "slipway.release";
  public static final String DEPLOYMENT = "slipway.deployment";
  public static final String SLOT = "slipway.slot";

  /** The user's own: {@code false} at a service that changes data so that no way leads back. */
  public static final String COMPATIBLE = "slipway.compatible";

  /** The slot of the stack's own project. */
  public static final String MAIN = "main";

  private Labels() {}
}
