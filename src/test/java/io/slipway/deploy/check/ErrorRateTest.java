package io.slipway.deploy.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.deploy.CheckResult.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorRateTest {

  @ParameterizedTest
  @CsvSource({
    // new errors, of, old errors, of, verdict at 2 % with at least 20 answers
    "3, 50, 0, 1000, FAIL",
    "2, 50, 0, 1000, GREY",
    "1, 50, 0, 1000, PASS",
    "19, 19, 0, 1000, NO_DATA",
    "20, 20, 0, 1000, FAIL",
    "30, 300, 100, 1000, PASS",
    "60, 300, 100, 1000, FAIL",
    "30, 300, 10, 10, FAIL",
    "0, 20, 0, 0, PASS",
  })
  void judges(long errors, long requests, long oldErrors, long oldRequests, Verdict verdict) {
    ErrorRate newer = new ErrorRate(errors, requests);
    assertThat(newer.judge(new ErrorRate(oldErrors, oldRequests), 2, 20)).isEqualTo(verdict);
  }

  @Property
  void whatIsProvenIsNeverMoreThanWhatWasSeen(
      @ForAll @IntRange(min = 1, max = 100_000) int requests,
      @ForAll @IntRange(min = 0, max = 100) int percent) {
    ErrorRate rate = new ErrorRate((long) requests * percent / 100, requests);
    assertThat(rate.atLeastPercent()).isBetween(0.0, rate.percent() + 1e-9);
  }

  @Property
  void moreOfTheSameProvesMore(
      @ForAll @IntRange(min = 2, max = 10_000) int requests,
      @ForAll @IntRange(min = 1, max = 99) int percent) {
    ErrorRate few = new ErrorRate((long) requests * percent / 100, requests);
    ErrorRate many = new ErrorRate(few.errors() * 10, few.requests() * 10);
    assertThat(many.atLeastPercent()).isGreaterThan(few.atLeastPercent() - 1e-9);
  }
}
