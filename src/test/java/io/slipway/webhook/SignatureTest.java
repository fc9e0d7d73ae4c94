package io.slipway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.repository.ProviderName;
import io.slipway.webhook.Samples.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureTest {

  static List<Sample> signatures() {
    return Samples.signatures();
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void tellsRightFromWrong(Sample sample) {
    ProviderName provider = ProviderName.ofPath(sample.provider()).orElse(ProviderName.GENERIC);
    Dialect dialect = Dialect.of(provider, sample.headers());
    Optional<String> refusal =
        Signature.missing(dialect, sample.headers())
            .or(() ->
                Signature.refusal(
                    dialect,
                    sample.headers(),
                    Payload.of(sample.headers(), sample.body()),
                    String.valueOf(sample.about().text("secret")),
                    Instant.ofEpochSecond(sample.about().number("now"))));
    assertThat(refusal.isEmpty()).isEqualTo(sample.about().flag("valid"));
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void refusesEachWithAnotherSecret(Sample sample) {
    ProviderName provider = ProviderName.ofPath(sample.provider()).orElse(ProviderName.GENERIC);
    assertThat(
            Signature.refusal(
                Dialect.of(provider, sample.headers()),
                sample.headers(),
                Payload.of(sample.headers(), sample.body()),
                "another secret",
                Instant.ofEpochSecond(sample.about().number("now"))))
        .isPresent();
  }
}
