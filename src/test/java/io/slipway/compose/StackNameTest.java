package io.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"shop", "0", "my-shop_2"})
  void takesWhatComposeTakes(String name) {
    assertThat(new StackName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Shop",
        "-x",
        "_x",
        "../other",
        "a/b",
        "a b",
        "a\n",
        "a.b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void refusesWhatCouldNameAnotherPlace(String name) {
    assertThatThrownBy(() -> new StackName(name)).isInstanceOf(Problem.Invalid.class);
  }
}
