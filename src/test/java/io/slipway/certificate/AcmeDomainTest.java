package io.slipway.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AcmeDomainTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private final AcmeDomain domain = new AcmeDomain("shop.test", NOW, 3, "It did not answer.");

  @Test
  void isRenewedWithAThirdOfItsTimeLeft() {
    AcmeDomain next = domain.succeeded(NOW, NOW.plus(Duration.ofDays(90)), NOW);
    assertThat(next.nextAt()).isEqualTo(NOW.plus(Duration.ofDays(60)));
    assertThat(next.failures()).isZero();
    assertThat(next.problem()).isNull();
  }

  @Test
  void isNotRenewedAtOnceByAClockThatIsWrong() {
    Instant later = NOW.plus(Duration.ofDays(400));
    AcmeDomain next = domain.succeeded(NOW, NOW.plus(Duration.ofDays(90)), later);
    assertThat(next.nextAt()).isEqualTo(later.plus(Duration.ofHours(36)));
  }
}
