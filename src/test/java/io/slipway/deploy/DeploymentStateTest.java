package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeploymentStateTest {

  @Test
  void everyStateCanReachAnEnd() {
    for (DeploymentState state : DeploymentState.values()) {
      assertThat(reachable(state)).as(state.name()).anyMatch(DeploymentState::terminal);
    }
  }

  @Test
  void successIsReachedThroughVerificationOnly() {
    for (DeploymentState state : DeploymentState.values()) {
      assertThat(state.mayBecome(DeploymentState.SUCCEEDED))
          .isEqualTo(state == DeploymentState.VERIFYING);
    }
  }

  @Property
  void onceTrafficMayHaveMovedNothingIsSuperseded(@ForAll DeploymentState state) {
    if (reachable(DeploymentState.VERIFYING).contains(state)) {
      assertThat(state.mayBecome(DeploymentState.SUPERSEDED)).isFalse();
      assertThat(state.mayBecome(DeploymentState.CANCELLED)).isFalse();
    }
  }

  private static Set<DeploymentState> reachable(DeploymentState from) {
    Set<DeploymentState> seen = EnumSet.of(from);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (DeploymentState state : EnumSet.copyOf(seen)) {
        grew |= seen.addAll(state.next());
      }
    }
    return seen;
  }
}
