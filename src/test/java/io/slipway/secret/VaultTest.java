package io.slipway.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Problem;
import org.junit.jupiter.api.Test;

class VaultTest {

  private final Vault vault = new Vault(key(1));

  private static byte[] key(int fill) {
    byte[] key = new byte[32];
    java.util.Arrays.fill(key, (byte) fill);
    return key;
  }

  @Test
  void opensWhatItSealed() {
    assertThat(vault.open(vault.seal("pässword\n"))).isEqualTo("pässword\n");
    assertThat(new Vault(key(1)).open(vault.seal(""))).isEmpty();
  }

  @Test
  void sealsTheSameTextDifferentlyEachTime() {
    assertThat(vault.seal("a")).isNotEqualTo(vault.seal("a")).startsWith("v1.");
  }

  @Test
  void refusesEveryChangedCharacter() {
    String sealed = vault.seal("secret");
    for (int i = sealed.lastIndexOf('.') + 1; i < sealed.length(); i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String tampered = sealed.substring(0, i) + other + sealed.substring(i + 1);
      assertThatThrownBy(() -> vault.open(tampered)).isInstanceOf(Problem.Unavailable.class);
    }
  }

  @Test
  void refusesWhatWasCutOff() {
    String sealed = vault.seal("secret");
    for (int length = 0; length < sealed.length(); length++) {
      String cut = sealed.substring(0, length);
      assertThatThrownBy(() -> vault.open(cut)).isInstanceOf(Problem.Unavailable.class);
    }
  }

  @Test
  void saysThatAnotherKeySealedIt() {
    String sealed = vault.seal("secret");
    assertThatThrownBy(() -> new Vault(key(2)).open(sealed))
        .isInstanceOf(Problem.Unavailable.class)
        .hasMessageContaining("another key");
  }

  @Test
  void wantsAWholeKey() {
    assertThatThrownBy(() -> new Vault(new byte[16])).hasMessageContaining("32 bytes");
  }
}
