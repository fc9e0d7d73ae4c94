package io.slipway.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.git.GitUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderTest {

  @ParameterizedTest
  @CsvSource({
    "git@github.com:acme/shop.git, GITHUB, acme/shop, x-access-token,"
        + " https://github.com/acme/shop/settings/hooks",
    "https://gitlab.com/a/b/c.git, GITLAB, a/b/c, oauth2, https://gitlab.com/a/b/c/-/hooks",
    "https://bitbucket.org/a/b, BITBUCKET_CLOUD, a/b, x-token-auth,"
        + " https://bitbucket.org/a/b/admin/webhooks",
    "https://stash.corp/scm/PRJ/shop.git, BITBUCKET_SERVER, PRJ/shop, x-token-auth,"
        + " https://stash.corp/projects/PRJ/repos/shop/settings/webhooks",
    "https://codeberg.org/a/b, FORGEJO, a/b, token, https://codeberg.org/a/b/settings/hooks",
    "http://gitea.lan:3000/a/b, GITEA, a/b, token, http://gitea.lan:3000/a/b/settings/hooks",
    "https://gogs.lan/a/b, GOGS, a/b, token, https://gogs.lan/a/b/settings/hooks",
    "https://git.example.org/x.git, GENERIC, x, git, ''",
  })
  void knowsTheConventionsOf(
      String address, ProviderName name, String fullName, String user, String hooks) {
    GitUrl url = GitUrl.parse(address, false);
    assertThat(Provider.detect(url)).isEqualTo(name);
    Provider provider = Provider.of(name);
    assertThat(provider.name()).isEqualTo(name);
    assertThat(provider.fullName(url)).isEqualTo(fullName);
    assertThat(provider.tokenUser()).isEqualTo(user);
    assertThat(provider.hookPage(url).orElse("")).isEqualTo(hooks);
    assertThat(ProviderName.ofPath(name.path())).hasValue(name);
  }

  @ParameterizedTest
  @CsvSource({
    "git@github.com:acme/shop.git, GITHUB, https://github.com/acme/shop/commit/",
    "https://gitlab.com/a/b/c.git, GITLAB, https://gitlab.com/a/b/c/-/commit/",
    "git@bitbucket.org:a/b.git, BITBUCKET_CLOUD, https://bitbucket.org/a/b/commits/",
    "https://stash.corp/scm/PRJ/shop.git, BITBUCKET_SERVER,"
        + " https://stash.corp/projects/PRJ/repos/shop/commits/",
    "ssh://git@stash.corp:7999/PRJ/shop.git, BITBUCKET_SERVER,"
        + " https://stash.corp/projects/PRJ/repos/shop/commits/",
    "http://gitea.lan:3000/a/b, GITEA, http://gitea.lan:3000/a/b/commit/",
    "https://codeberg.org/a/b, FORGEJO, https://codeberg.org/a/b/commit/",
    "https://gogs.lan/a/b, GOGS, https://gogs.lan/a/b/commit/",
    "https://git.example.org/x.git, GENERIC, ''",
  })
  void knowsWhereCommitsAreShownBy(String address, ProviderName name, String pages) {
    GitUrl url = GitUrl.parse(address, false);
    assertThat(Provider.of(name).commitPages(url).orElse("")).isEqualTo(pages);
  }
}
