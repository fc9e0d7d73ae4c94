package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.deploy.DeploymentHistory.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final StackName SHOP = new StackName("shop");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void keepsTheLastReleasesThatServedAndAlwaysTheOneThatServes() {
    List<Release> all =
        List.of(
            release(6, false, true),
            release(5, false, true),
            release(4, false, false),
            release(3, false, true),
            release(2, true, true),
            release(1, false, true));
    assertThat(Retention.kept(all, Set.of(), 2))
        .extracting(Release::number)
        .containsExactly(6L, 5L, 2L);
  }

  @Test
  void keepsWhatADeploymentStillNeeds() {
    List<Release> all = List.of(release(3, true, true), release(2, false, true));
    assertThat(Retention.kept(all, Set.of(), 1)).extracting(Release::number).containsExactly(3L);
    assertThat(Retention.kept(all, Set.of(2L), 1))
        .extracting(Release::number)
        .containsExactly(3L, 2L);
  }

  @Test
  void keepsTwoHundredDeploymentsOfNinetyDays() {
    List<End> all = new ArrayList<>();
    for (long number = 300; number > 0; number--) {
      all.add(end(number, DeploymentState.SUPERSEDED, Duration.ofDays(1)));
    }
    assertThat(Retention.gone(all, NOW))
        .isEqualTo(all.subList(200, 300).stream().map(End::number).toList());
    End old = end(1, DeploymentState.SUPERSEDED, Duration.ofDays(91));
    assertThat(Retention.gone(List.of(all.getFirst(), old), NOW)).containsExactly(1L);
  }

  @Test
  void keepsTheLastSuccessAndWhatFailedLately() {
    List<End> all = new ArrayList<>();
    for (long number = 300; number > 3; number--) {
      all.add(end(number, DeploymentState.SUPERSEDED, Duration.ofDays(1)));
    }
    all.add(end(3, DeploymentState.SUCCEEDED, Duration.ofDays(400)));
    all.add(end(2, DeploymentState.FAILED, Duration.ofDays(29)));
    all.add(end(1, DeploymentState.SUCCEEDED, Duration.ofDays(401)));
    assertThat(Retention.gone(all, NOW)).doesNotContain(3L, 2L).contains(1L);
  }

  private static End end(long number, DeploymentState state, Duration age) {
    return new End(number, state, NOW.minus(age));
  }

  private static Release release(long number, boolean live, boolean wasLive) {
    return new Release(
        SHOP,
        number,
        NOW,
        null,
        "{}",
        Map.of(),
        List.of(),
        null,
        DeployConfig.standard(),
        false,
        true,
        live,
        wasLive,
        false);
  }
}
