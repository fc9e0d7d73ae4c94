package io.slipway.web;

import io.slipway.kernel.Problem;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A door for tests: the token is the name of a role. */
final class RoleDoor implements Door {

  final Set<String> ended = ConcurrentHashMap.newKeySet();

  @Override
  public @Nullable Caller identify(Visit visit) {
    String shown = visit.bearer() == null ? visit.cookies().get("role") : visit.bearer();
    if (shown == null || ended.contains(shown)) {
      return null;
    }
    return new Caller("id-" + shown, shown, Role.valueOf(shown), "session-" + shown);
  }

  @Override
  public void checkUserAuthority(@Nullable Caller caller, Permission permission) {
    if (permission == Permission.PUBLIC) {
      return;
    }
    if (caller == null) {
      throw new Problem.Unauthenticated("login-needed", "Nobody is logged in.", null);
    }
    if (permission == Permission.ADMINISTER && caller.role() != Role.ADMIN) {
      throw new Problem.Forbidden("role-not-enough", "No.", null);
    }
  }
}
