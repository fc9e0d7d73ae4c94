package io.slipway.build;

/** Where a stack's images come from. */
public enum BuildKind {
  /** From the build sections of its compose file. */
  COMPOSE,
  /** One image from a Dockerfile. */
  DOCKERFILE,
  /** Nothing is built: images as the file names them. */
  NONE
}
