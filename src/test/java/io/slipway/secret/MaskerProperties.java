package io.slipway.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MaskerProperties {

  @Provide
  Arbitrary<String> secret() {
    return Arbitraries.strings()
        .withCharRange('a', 'd')
        .withChars("+/=% \"\\ä&:~")
        .ofMinLength(4)
        .ofMaxLength(20)
        .filter(text -> text.strip().length() >= 4);
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings().withCharRange('a', 'd').withChars(" =/\"").ofMaxLength(30);
  }

  @Property(tries = 500)
  void noSecretIsLeftInALine(
      @ForAll("secret") String secret,
      @ForAll("secret") String other,
      @ForAll("text") String before,
      @ForAll("text") String after) {
    String line = before + secret + after + other + secret;
    String masked = Masker.of(List.of(secret, other)).mask(line);
    assertThat(masked).doesNotContain(secret).doesNotContain(other).contains(Masker.MASK);
  }

  @Property(tries = 500)
  void howAStreamIsCutMakesNoDifference(
      @ForAll("secret") String secret,
      @ForAll("text") String before,
      @ForAll("text") String after,
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 70) Integer> cuts) {
    Masker masker = Masker.of(List.of(secret));
    String whole = before + secret + after + secret;
    MaskedStream stream = masker.stream();
    StringBuilder shown = new StringBuilder();
    for (String piece : pieces(whole, cuts)) {
      shown.append(stream.next(piece));
      assertThat(shown.toString()).doesNotContain(secret);
    }
    shown.append(stream.end());
    assertThat(shown.toString()).isEqualTo(masker.mask(whole));
  }

  @Property(tries = 300)
  void otherFormsAreMaskedToo(@ForAll("secret") String secret, @ForAll("text") String before) {
    Masker masker = Masker.of(List.of(secret));
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    assertThat(masker.mask(before + url)).doesNotContain(url);
    assertThat(masker.mask(before + url.replace("+", "%20"))).doesNotContain(url);
    String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
    assertThat(masker.mask("{\"a\":\"" + json + "\"}")).doesNotContain(json);
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= 6) {
      String base64 = Base64.getEncoder().encodeToString(bytes);
      assertThat(masker.mask("x " + base64)).doesNotContain(base64);
      String urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      assertThat(masker.mask("x " + urlSafe)).doesNotContain(urlSafe);
    }
  }

  @Property(tries = 200)
  void base64OfALongerTextHidesTheSecretInIt(
      @ForAll @IntRange(min = 0, max = 5) int offset, @ForAll("secret") String secret) {
    String whole = "user:".substring(0, offset) + secret + secret + ":tail";
    String encoded = Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
    if (secret.getBytes(StandardCharsets.UTF_8).length >= 10) {
      assertThat(Masker.of(List.of(secret)).mask("Authorization: Basic " + encoded))
          .contains(Masker.MASK);
    }
  }

  @Property(tries = 200)
  void textWithoutSecretsIsLeftAlone(@ForAll("text") String text) {
    assertThat(Masker.of(List.of("zzzz-secret")).mask(text)).isEqualTo(text);
  }

  @Example
  void eachLineOfAKeyIsMasked() {
    String key = "-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA7\r\nq83vASNFZ4mrze8\n-----END KEY-----\n";
    Masker masker = Masker.of(List.of(key));
    assertThat(masker.mask("read MIIEpAIBAAKCAQEA7 and q83vASNFZ4mrze8."))
        .isEqualTo("read ••• and •••.");
  }

  @Example
  void wrappedBase64IsMaskedLineByLine() {
    String key = "0123456789abcdefghij".repeat(10);
    Masker masker = Masker.of(List.of(key));
    String wrapped =
        Base64.getMimeEncoder(76, new byte[] {'\n'})
            .encodeToString(key.getBytes(StandardCharsets.US_ASCII));
    assertThat(wrapped.lines().map(masker::mask)).allMatch(Masker.MASK::equals);
  }

  @Example
  void shortWordsAreNoSecrets() {
    assertThat(Masker.of(List.of("1", "dev", "")).mask("1 dev")).isEqualTo("1 dev");
  }

  private static List<String> pieces(String whole, List<Integer> cuts) {
    List<Integer> sorted = new ArrayList<>(cuts);
    Collections.sort(sorted);
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int cut : sorted) {
      int to = Math.min(cut, whole.length());
      pieces.add(whole.substring(from, to));
      from = to;
    }
    pieces.add(whole.substring(from));
    return pieces;
  }
}
