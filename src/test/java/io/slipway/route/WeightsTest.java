package io.slipway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WeightsTest {

  @Property
  void newTargetsGetTheirShareHoweverManyThereAre(
      @ForAll @IntRange(max = 100) int percent,
      @ForAll @IntRange(min = 1, max = 12) int news,
      @ForAll @IntRange(min = 1, max = 12) int olds) {
    Weights weights = Weights.split(percent, news, olds);
    assertThat(weights.newer()).isBetween(0, 256);
    assertThat(weights.older()).isBetween(0, 256);
    double all = (double) weights.newer() * news + (double) weights.older() * olds;
    double share = 100.0 * weights.newer() * news / all;
    // Weights are whole numbers: off by what one step of one side makes at most.
    assertThat(share).isCloseTo(percent, within(100.0 * Math.max(news, olds) / all));
    assertThat(weights.newer() == 0).isEqualTo(percent == 0);
    assertThat(weights.older() == 0).isEqualTo(percent == 100);
  }
}
