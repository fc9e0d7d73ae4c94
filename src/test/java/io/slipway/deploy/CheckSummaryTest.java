package io.slipway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.deploy.CheckResult.Verdict;
import io.slipway.deploy.DeploymentDetailsView.CheckSummary;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CheckSummaryTest {

  @Test
  void tellsOfWhatGoesOnItsLastSampleAndOfWhatHasEndedTheLastClearOne() {
    List<CheckResult> results = results(Verdict.FAIL, Verdict.PASS, Verdict.GREY, Verdict.NO_DATA);
    assertThat(of(results, false).verdict()).isEqualTo("NO_DATA");
    CheckSummary ended = of(results, true);
    assertThat(ended.verdict()).isEqualTo("PASS");
    assertThat(ended.detail()).isEqualTo("says PASS");
    assertThat(ended.passed()).isEqualTo(1);
    assertThat(ended.total()).isEqualTo(4);
    assertThat(ended.samples()).extracting("verdict").last().isEqualTo("NO_DATA");
    assertThat(of(results(Verdict.GREY, Verdict.NO_DATA), true).verdict()).isEqualTo("NO_DATA");
    assertThat(of(List.of(), true).verdict()).isEqualTo("PENDING");
  }

  private static CheckSummary of(List<CheckResult> results, boolean ended) {
    return CheckSummary.of("errors", CheckRule.errorRate("web"), results, ended);
  }

  private static List<CheckResult> results(Verdict... verdicts) {
    return Stream.of(verdicts)
        .map(verdict -> new CheckResult("errors", Instant.EPOCH, verdict, "says " + verdict))
        .toList();
  }
}
