package io.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneShotsTest {

  @Test
  void readsLabelsOfEveryComposeVersion() {
    assertThat(
            OneShots.ofLabels(
                List.of(
                    "init:service_completed_successfully:false,db:service_healthy:true",
                    "seed:service_completed_successfully",
                    "",
                    "db:service_started")))
        .containsExactly("init", "seed");
  }

  @Test
  void onlyAnEndWithZeroThatIsMeantToBeOneIsFinished() {
    assertThat(OneShots.finished(true, null, 0)).isTrue();
    assertThat(OneShots.finished(true, "no", 1)).isFalse();
    assertThat(OneShots.finished(false, "no", 0)).isTrue();
    assertThat(OneShots.finished(false, "on-failure", 0)).isTrue();
    assertThat(OneShots.finished(false, "unless-stopped", 0)).isFalse();
    assertThat(OneShots.finished(false, null, 0)).isFalse();
    assertThat(OneShots.finished(false, "no", 137)).isFalse();
  }

  @Test
  void readsDurationsAsComposeWritesThem() {
    assertThat(GoDuration.parse("1h0m0s")).isEqualTo(Duration.ofHours(1));
    assertThat(GoDuration.parse("1m30s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(GoDuration.parse("1.5s")).isEqualTo(Duration.ofMillis(1500));
    assertThat(GoDuration.parse("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(GoDuration.parse("soon")).isNull();
    assertThat(GoDuration.parse("1..2s")).isNull();
  }
}
