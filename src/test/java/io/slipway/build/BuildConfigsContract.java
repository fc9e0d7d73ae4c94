package io.slipway.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.compose.StackName;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Events;
import io.slipway.secret.Vault;
import io.slipway.store.BothDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class BuildConfigsContract extends BothDatabases {

  private static final StackName SHOP = new StackName("shop");
  private static final BuildConfig CONFIG =
      new BuildConfig(
          BuildKind.DOCKERFILE,
          "web",
          "Dockerfile",
          "prod",
          "web",
          80,
          List.of(new NameValue("VERSION", "1")),
          List.of(new NameValue("CI", "true")),
          List.of(new BuildSecret("NPM_TOKEN", "npm-secret-value")),
          List.of("linux/amd64"),
          List.of(new BuildCommand("lint", "make lint", "busybox")),
          List.of(new BuildCommand("tell", "echo done", null)),
          Duration.ofMinutes(7));

  private final List<BuildConfigChanged> told = new ArrayList<>();

  @Test
  void givesBackWhatItWasGiven() {
    configs().save(SHOP, BuildConfig.standard(), "ann");
    configs().save(SHOP, CONFIG, "ann");
    assertThat(configs().of(SHOP)).isEqualTo(CONFIG);
    assertThat(configs().secretValues(SHOP)).containsExactly("npm-secret-value");
    assertThat(told).extracting(BuildConfigChanged::actor).containsExactly("ann", "ann");
  }

  @Test
  void keepsNoSecretInClear() {
    configs().save(SHOP, CONFIG, "ann");
    assertThat(database().read(sql -> BuildConfigTable.find(sql, SHOP)).orElseThrow())
        .contains("NPM_TOKEN")
        .doesNotContain("npm-secret-value");
  }

  @Test
  void hasAStandardUntilSomebodyChoosesAndAfterItIsForgotten() {
    assertThat(configs().of(SHOP)).isEqualTo(BuildConfig.standard());
    configs().save(SHOP, CONFIG, "ann");
    configs().forget(SHOP);
    assertThat(configs().of(SHOP)).isEqualTo(BuildConfig.standard());
  }

  private BuildConfigs configs() {
    Events events = new Events();
    events.subscribe(BuildConfigChanged.class, told::add);
    return new BuildConfigs(database(), new Vault(new byte[32]), events, Clock.system());
  }
}
