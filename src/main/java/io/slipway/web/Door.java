package io.slipway.web;

import io.slipway.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** Who stands at the door of every route and every socket topic. */
public interface Door {

  /**
   * Returns who calls, or null when nobody is logged in.
   *
   * @throws Problem.Unauthenticated when a token is shown that is not valid
   */
  @Nullable Caller identify(Visit visit);

  /**
   * The one permission check.
   *
   * @throws Problem.Unauthenticated when somebody has to be logged in and nobody is
   * @throws Problem.Forbidden when the caller's role is not enough
   */
  void checkUserAuthority(@Nullable Caller caller, Permission permission);
}
