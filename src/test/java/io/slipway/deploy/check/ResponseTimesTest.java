package io.slipway.deploy.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.deploy.CheckResult.Verdict;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseTimesTest {

  @ParameterizedTest
  @CsvSource({
    // new answers of 10 ms, of 900 ms, old answers of 10 ms, of 900 ms, verdict at 200 ms, 20
    // samples
    "95, 5, 1000, 0, PASS",
    "94, 6, 1000, 0, GREY",
    "85, 15, 1000, 0, FAIL",
    "0, 19, 1000, 0, NO_DATA",
    "0, 20, 1000, 0, FAIL",
    "20, 0, 0, 0, PASS",
    // the old one is as slow: it may be, if enough of it has been seen
    "0, 100, 900, 100, PASS",
    "0, 100, 10, 9, FAIL",
    // 4 of 100 slow ones of the old do not prove that it is quick
    "85, 15, 96, 4, GREY",
  })
  void judges(int quick, int slow, int oldQuick, int oldSlow, Verdict verdict) {
    assertThat(times(quick, slow).judge(times(oldQuick, oldSlow), 200, 20)).isEqualTo(verdict);
  }

  @Test
  void saysWithinWhatTime() {
    assertThat(new ResponseTimes()).hasToString("no answers");
    assertThat(times(94, 6)).hasToString("95 % of 100 answers within 900 ms");
    assertThat(times(95, 5)).hasToString("95 % of 100 answers within 10 ms");
  }

  @Property
  void atLeast95PercentCameWithinItAndFewerWithinLess(
      @ForAll @NotEmpty List<@IntRange(max = 60_000) Integer> millis) {
    ResponseTimes times = new ResponseTimes();
    millis.forEach(times::add);
    int p95 = times.p95();
    long within = millis.stream().filter(each -> each <= p95).count();
    long less = millis.stream().filter(each -> each < p95).count();
    assertThat(within * 100).isGreaterThanOrEqualTo(95L * millis.size());
    assertThat(less * 100).isLessThan(95L * millis.size());
    assertThat(times.p95AtMost()).isGreaterThanOrEqualTo(p95);
  }

  private static ResponseTimes times(int quick, int slow) {
    ResponseTimes times = new ResponseTimes();
    for (int i = 0; i < quick; i++) {
      times.add(10);
    }
    for (int i = 0; i < slow; i++) {
      times.add(900);
    }
    return times;
  }
}
