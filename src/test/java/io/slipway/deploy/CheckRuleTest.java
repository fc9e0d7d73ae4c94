package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slipway.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckRuleTest {

  @Test
  void aResponseTimeHasALimitAndTheUsualNumberOfRequests() {
    CheckRule rule = counting(CheckRule.P95, null, null, 500);
    assertThat(rule.counts()).isTrue();
    assertThat(rule.maxMs()).isEqualTo(500);
    assertThat(rule.minSamples()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({
    // kind, percent, samples, milliseconds, the field that is refused
    "router.p95, , , , maxMs",
    "router.p95, , , 0, maxMs",
    "router.p95, , , 600001, maxMs",
    "router.p95, , 0, 500, minSamples",
    "router.errorRate, 101, , , maxPercent",
    "router.errorRate, , 100001, , minSamples",
    "router.p99, , , 500, kind",
  })
  void refusesNamingTheField(
      String kind,
      @Nullable Double percent,
      @Nullable Integer samples,
      @Nullable Integer ms,
      String field) {
    assertThatExceptionOfType(Problem.Invalid.class)
        .isThrownBy(() -> counting(kind, percent, samples, ms))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
  }

  private static CheckRule counting(
      String kind, @Nullable Double percent, @Nullable Integer samples, @Nullable Integer ms) {
    return new CheckRule(
        "counted", kind, "web", null, null, null, null, null, 1_000, 1_000, 1, 2, percent, samples,
        ms);
  }
}
