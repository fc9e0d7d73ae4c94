package io.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.kernel.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/shop.git, https://github.com/acme/shop.git, acme/shop, github.com",
    "HTTPS://GitHub.com/acme/shop, https://github.com/acme/shop, acme/shop, github.com",
    "https://ada@bitbucket.org/a/b.git, https://bitbucket.org/a/b.git, a/b, bitbucket.org",
    "http://[::1]:3000/a/b, http://[::1]:3000/a/b, a/b, [::1]:3000",
    "git@github.com:acme/shop.git, git@github.com:acme/shop.git, acme/shop, github.com",
    "ssh://git@host:7999/K/s.git, ssh://git@host:7999/K/s.git, K/s, [host]:7999",
    "ssh://git@host:22/K/s.git, ssh://git@host:22/K/s.git, K/s, host",
    "file:///srv/git/shop.git, file:///srv/git/shop.git, srv/git/shop, ''",
  })
  void takes(String input, String text, String name, String knownHost) {
    GitUrl url = GitUrl.parse(input, true);
    assertThat(url.text()).isEqualTo(text);
    assertThat(url.name()).isEqualTo(name);
    if (!url.web()) {
      assertThat(url.knownHost()).isEqualTo(knownHost);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-oProxyCommand=x",
        "--upload-pack=touch x",
        "ext::sh -c touch% x",
        "ext::sh",
        "git://host/x",
        "ftp://host/x",
        "https://user:password@host/x",
        "https://host",
        "https://host/",
        "https://-host/x",
        "ssh://-oProxyCommand=x/y",
        "ssh://a:b@host/x",
        "git@-host:x",
        "git@host:-x",
        "https://host/x y",
        "https://host/x?y=z",
        "https://host/x#y",
        "https://host:99999/x",
        "/srv/git/x",
        "../x",
        "file:///srv/git/x",
      })
  void refuses(String input) {
    assertThatThrownBy(() -> GitUrl.parse(input, false))
        .isInstanceOf(Problem.Invalid.class)
        .extracting(problem -> ((Problem) problem).code())
        .isEqualTo("refused-url");
  }
}
