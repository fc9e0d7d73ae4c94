package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class UlidTest {

  private static final long LAST_MILLISECOND = (1L << 48) - 1;

  @Property
  void idsSortByTheTimeTheyWereMade(
      @ForAll @LongRange(min = 0, max = LAST_MILLISECOND - 1) long millis) {
    String earlier = Ulid.at(Instant.ofEpochMilli(millis));
    String later = Ulid.at(Instant.ofEpochMilli(millis + 1));
    assertThat(earlier).isLessThan(later).matches("[0-9A-HJKMNP-TV-Z]{26}");
  }
}
