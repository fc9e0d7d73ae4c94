package io.slipway.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.compose.StackName;
import io.slipway.git.GitCredential;
import io.slipway.kernel.AuditedEvent;
import io.slipway.kernel.Clock;
import io.slipway.kernel.Problem;
import io.slipway.store.BothDatabases;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

abstract class RepositoriesContract extends BothDatabases {

  private static final String URL = "https://git.example.org/acme/shop.git";

  @Test
  void keepsATokenSealedAndTellsWhoDidWhat() throws Exception {
    RepositoryFixture all = fixture();
    List<AuditedEvent> audited = new ArrayList<>();
    all.events.subscribe(AuditedEvent.class, audited::add);
    GitRepository made = all.repositories.create(token(URL, "s3cret-token"), "ada");
    assertThat(made.name()).isEqualTo("acme/shop");
    assertThat(all.repositories.list()).containsExactly(made);
    assertThat(login(all, made)).isEqualTo(new GitCredential.Login("git", "s3cret-token"));
    assertThat(sealed()).doesNotContain("s3cret-token");
    assertThat(audited).extracting(AuditedEvent::action).containsExactly("repository.create");
    assertThat(audited.toString() + made).doesNotContain("s3cret-token");
  }

  @Test
  void keepsTheSecretForTheSameServerOnly() throws Exception {
    RepositoryFixture all = fixture();
    GitRepository made = all.repositories.create(token(URL, "s3cret-token"), "ada");
    String moved = "https://git.example.org/acme/other.git";
    GitRepository changed = all.repositories.change(made.id(), token(moved, null), "ada");
    assertThat(login(all, changed)).isEqualTo(new GitCredential.Login("git", "s3cret-token"));
    assertThatThrownBy(() ->
            all.repositories.change(
                made.id(), token("https://evil.example.org/acme/shop", null), "eve"))
        .isInstanceOf(Problem.Invalid.class)
        .hasMessageContaining("secret is missing");
  }

  @Test
  void givesADeployKeyToOneRepository() throws Exception {
    RepositoryFixture all = fixture();
    DeployKey key = all.repositories.makeDeployKey();
    RepositoryChange change =
        new RepositoryChange(
            null,
            "shop",
            "git@github.com:acme/shop.git",
            null,
            new CredentialChange(CredentialKind.SSH_KEY, null, null, key.id(), null),
            null);
    GitRepository made = all.repositories.create(change, "ada");
    assertThat(made.provider()).isEqualTo(ProviderName.GITHUB);
    assertThat(made.credential().publicKey()).isEqualTo(key.publicKey());
    assertThatThrownBy(() -> all.repositories.create(change, "ada"))
        .isInstanceOf(Problem.Invalid.class);
  }

  @Test
  void renewsTheWebhookSecretAndStopsPollingWhenAHookIsSeen() throws Exception {
    RepositoryFixture all = fixture();
    GitRepository made = all.connect(URL, Polling.Mode.AUTO);
    String before = all.repositories.webhookSecret(made.id());
    String after = all.repositories.renewWebhookSecret(made.id(), "ada");
    assertThat(all.repositories.webhookSecret(made.id())).isEqualTo(after).isNotEqualTo(before);
    assertThat(after).hasSize(64);
    assertThat(made.poll().nextAt()).isNotNull();
    all.repositories.hookSeen(made.id(), ProviderName.GENERIC);
    GitRepository seen = all.repositories.required(made.id());
    assertThat(seen.hookSeen()).isTrue();
    assertThat(seen.poll().nextAt()).isNull();
  }

  @Test
  void keepsWhatFeedsAStackAndItsTwoCommits() throws Exception {
    RepositoryFixture all = fixture();
    GitRepository made = all.connect(URL, Polling.Mode.NEVER);
    StackName shop = new StackName("shop");
    PushRules rules =
        new PushRules(List.of("main"), List.of("v*"), List.of("web/**"), List.of("[skip ci]"));
    all.feed(made, "shop", rules);
    PushedCommit one = new PushedCommit("a".repeat(40), "One", "Ada", "main");
    PushedCommit two = new PushedCommit("b".repeat(40), "Two", "Ada", "main");
    all.sources.desired(shop, two);
    all.sources.deployed(shop, one);
    all.sources.pause(shop, "Rolled back to v1.", "ada");
    StackSource source = all.feed(made, "blog", RepositoryFixture.branches("main"));
    assertThat(all.sources.fedBy(made.id())).hasSize(2).contains(source);
    StackSource kept = all.sources.required(shop);
    assertThat(kept.rules()).isEqualTo(rules);
    assertThat(kept.desired()).isEqualTo(two);
    assertThat(kept.deployed()).isEqualTo(one);
    assertThat(kept.pausedReason()).isEqualTo("Rolled back to v1.");
    all.sources.resume(shop, "ada");
    assertThat(all.sources.required(shop).pausedReason()).isNull();

    assertThatThrownBy(() -> all.repositories.delete(made.id(), "ada"))
        .isInstanceOf(Problem.Conflict.class)
        .hasMessageContaining("blog, shop");
    all.sources.remove(shop, "ada");
    all.sources.remove(new StackName("blog"), "ada");
    all.repositories.delete(made.id(), "ada");
    assertThat(all.repositories.list()).isEmpty();
  }

  private RepositoryFixture fixture() {
    return new RepositoryFixture(folder, database(), Clock.system());
  }

  private static RepositoryChange token(String url, @Nullable String secret) {
    return new RepositoryChange(
        null,
        null,
        url,
        null,
        new CredentialChange(CredentialKind.TOKEN, null, secret, null, null),
        null);
  }

  private static GitCredential login(RepositoryFixture all, GitRepository repository) {
    return all.repositories.remotes().of(repository).credential();
  }

  private String sealed() {
    return database()
        .read(sql ->
            sql.list(
                    "select credential_sealed from git_repository",
                    row -> row.text("credential_sealed"))
                .toString());
  }
}
