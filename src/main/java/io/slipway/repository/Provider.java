package io.slipway.repository;

import io.slipway.git.GitUrl;
import java.util.Optional;

/** The conventions of those who host repositories. */
sealed interface Provider {

  /** Returns the name in the API. */
  ProviderName name();

  /** Returns the user that the provider expects with a token. */
  String tokenUser();

  /** Returns the page where webhooks are set. */
  Optional<String> hookPage(GitUrl url);

  /** Returns the page where deploy keys are set. */
  Optional<String> keyPage(GitUrl url);

  /** Returns what the address of each commit's page begins with, before the commit's id. */
  Optional<String> commitPages(GitUrl url);

  /** Returns which events to tick for a webhook, in the provider's words. */
  String hookEvents();

  /** Returns the repository's full name: {@code owner/name}. */
  default String fullName(GitUrl url) {
    return url.name();
  }

  /** Returns the conventions of a provider. */
  static Provider of(ProviderName name) {
    return switch (name) {
      case GITHUB -> new GitHub();
      case GITLAB -> new GitLab();
      case BITBUCKET_CLOUD -> new BitbucketCloud();
      case BITBUCKET_SERVER -> new BitbucketServer();
      case GITEA, FORGEJO, GOGS -> new Gitea(name);
      case GENERIC -> new Generic();
    };
  }

  /** Guesses the provider from the address; {@link ProviderName#GENERIC} when it tells nothing. */
  static ProviderName detect(GitUrl url) {
    String host = url.host();
    if (host.contains("github")) {
      return ProviderName.GITHUB;
    } else if (host.contains("gitlab")) {
      return ProviderName.GITLAB;
    } else if (host.equals("bitbucket.org")) {
      return ProviderName.BITBUCKET_CLOUD;
    } else if (host.contains("bitbucket")
        || host.contains("stash")
        || url.path().contains("scm/")) {
      return ProviderName.BITBUCKET_SERVER;
    } else if (host.equals("codeberg.org") || host.contains("forgejo")) {
      return ProviderName.FORGEJO;
    } else if (host.contains("gitea")) {
      return ProviderName.GITEA;
    } else if (host.contains("gogs")) {
      return ProviderName.GOGS;
    }
    return ProviderName.GENERIC;
  }

  /** GitHub and GitHub Enterprise Server. */
  record GitHub() implements Provider {
    @Override
    public ProviderName name() {
      return ProviderName.GITHUB;
    }

    @Override
    public String tokenUser() {
      return "x-access-token";
    }

    @Override
    public Optional<String> hookPage(GitUrl url) {
      return page(url, "/settings/hooks");
    }

    @Override
    public Optional<String> keyPage(GitUrl url) {
      return page(url, "/settings/keys");
    }

    @Override
    public Optional<String> commitPages(GitUrl url) {
      return page(url, "/commit/");
    }

    @Override
    public String hookEvents() {
      return "Just the push event; content type application/json";
    }
  }

  /** GitLab, hosted or one's own. */
  record GitLab() implements Provider {
    @Override
    public ProviderName name() {
      return ProviderName.GITLAB;
    }

    @Override
    public String tokenUser() {
      return "oauth2";
    }

    @Override
    public Optional<String> hookPage(GitUrl url) {
      return page(url, "/-/hooks");
    }

    @Override
    public Optional<String> keyPage(GitUrl url) {
      return page(url, "/-/settings/repository");
    }

    @Override
    public Optional<String> commitPages(GitUrl url) {
      return page(url, "/-/commit/");
    }

    @Override
    public String hookEvents() {
      return "Push events and Tag push events; the secret goes into Secret token";
    }
  }

  /** bitbucket.org. */
  record BitbucketCloud() implements Provider {
    @Override
    public ProviderName name() {
      return ProviderName.BITBUCKET_CLOUD;
    }

    @Override
    public String tokenUser() {
      return "x-token-auth";
    }

    @Override
    public Optional<String> hookPage(GitUrl url) {
      return page(url, "/admin/webhooks");
    }

    @Override
    public Optional<String> keyPage(GitUrl url) {
      return page(url, "/admin/access-keys/");
    }

    @Override
    public Optional<String> commitPages(GitUrl url) {
      return page(url, "/commits/");
    }

    @Override
    public String hookEvents() {
      return "Repository push";
    }
  }

  /** Bitbucket Server and Data Center. */
  record BitbucketServer() implements Provider {
    @Override
    public ProviderName name() {
      return ProviderName.BITBUCKET_SERVER;
    }

    @Override
    public String tokenUser() {
      return "x-token-auth";
    }

    @Override
    public String fullName(GitUrl url) {
      return url.name().replaceFirst("^(?:.*/)?scm/", "");
    }

    @Override
    public Optional<String> hookPage(GitUrl url) {
      return repository(url).map(page -> page + "/settings/webhooks");
    }

    @Override
    public Optional<String> keyPage(GitUrl url) {
      return repository(url).map(page -> page + "/settings");
    }

    @Override
    public Optional<String> commitPages(GitUrl url) {
      return repository(url).map(page -> page + "/commits/");
    }

    @Override
    public String hookEvents() {
      return "Repository: Push";
    }

    private Optional<String> repository(GitUrl url) {
      String[] parts = fullName(url).split("/", -1);
      return parts.length == 2 && !url.host().isEmpty()
          ? Optional.of(base(url) + "/projects/" + parts[0] + "/repos/" + parts[1])
          : Optional.empty();
    }
  }

  /** Gitea and its kin. */
  record Gitea(ProviderName name) implements Provider {
    @Override
    public String tokenUser() {
      return "token";
    }

    @Override
    public Optional<String> hookPage(GitUrl url) {
      return page(url, "/settings/hooks");
    }

    @Override
    public Optional<String> keyPage(GitUrl url) {
      return page(url, "/settings/keys");
    }

    @Override
    public Optional<String> commitPages(GitUrl url) {
      return page(url, "/commit/");
    }

    @Override
    public String hookEvents() {
      return "Push events; POST, application/json";
    }
  }

  /** Any other. */
  record Generic() implements Provider {
    @Override
    public ProviderName name() {
      return ProviderName.GENERIC;
    }

    @Override
    public String tokenUser() {
      return "git";
    }

    @Override
    public Optional<String> hookPage(GitUrl url) {
      return Optional.empty();
    }

    @Override
    public Optional<String> keyPage(GitUrl url) {
      return Optional.empty();
    }

    @Override
    public Optional<String> commitPages(GitUrl url) {
      return Optional.empty();
    }

    @Override
    public String hookEvents() {
      return "A POST for each push, signed with the secret (HMAC-SHA256 of the body) in"
          + " X-Hub-Signature-256: sha256=…";
    }
  }

  private static String base(GitUrl url) {
    return url.web() ? url.origin() : "https://" + url.host();
  }

  private static Optional<String> page(GitUrl url, String end) {
    return url.host().isEmpty()
        ? Optional.empty()
        : Optional.of(base(url) + "/" + url.name() + end);
  }
}
