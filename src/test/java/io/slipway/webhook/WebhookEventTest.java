package io.slipway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.repository.ProviderName;
import io.slipway.repository.RefChange;
import io.slipway.webhook.Samples.Sample;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookEventTest {

  /** Facts of single events that no provider shares and nothing here needs. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "htmlUrl",
          "refType",
          "hookId",
          "zen",
          "status",
          "state",
          "environment",
          "prerelease",
          "closed",
          "truncated",
          "checkoutSha",
          "targetBranch");

  static List<Sample> payloads() {
    return Samples.payloads();
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void readsWhatTheProviderSays(Sample sample) {
    WebhookEvent event = read(sample);
    assertThat(event.kind().name().toLowerCase(Locale.ROOT)).isEqualTo(sample.about().text("kind"));
    Map<String, @Nullable Object> said = said(event, sample.about().at("expect").text("refType"));
    Node expected = sample.about().at("expect");
    SoftAssertions.assertSoftly(softly -> {
      for (String key : expected.names()) {
        if (!LEFT_OUT.contains(key)) {
          Object wanted = plain(key, expected.at(key));
          softly.assertThat(asFarAs(wanted, said.get(key))).as(key).isEqualTo(wanted);
        }
      }
    });
  }

  @Test
  void asksForEachRefOfAPushOfSeveral() {
    Node body =
        Node.parse(
            """
            {"actor": {"name": "a"}, "repository": {"slug": "r", "project": {"key": "K"}}, "changes": [
              {"ref": {"id": "refs/tags/old"}, "fromHash": "a1", "toHash": "0000"},
              {"ref": {"id": "refs/heads/main"}, "fromHash": "a1", "toHash": "b2"}]}
            """
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    WebhookEvent event = new BitbucketServerReader().read("repo:refs_changed", body);
    assertThat(event.changes())
        .containsExactly(
            new RefChange("refs/tags/old", "a1", null),
            new RefChange("refs/heads/main", "a1", "b2"));
  }

  private static WebhookEvent read(Sample sample) {
    ProviderName provider = ProviderName.ofPath(sample.provider()).orElse(ProviderName.GENERIC);
    return Dialect.of(provider, sample.headers())
        .read(sample.headers(), Node.parse(Payload.of(sample.headers(), sample.body()).json()));
  }

  private static Map<String, @Nullable Object> said(WebhookEvent event, @Nullable String refType) {
    Map<String, @Nullable Object> said = new HashMap<>();
    said.put("repo", event.repo());
    said.put("cloneUrl", event.cloneUrl());
    said.put("sshUrl", event.sshUrl());
    said.put("sender", event.sender());
    said.put("action", event.action());
    said.put("commits", event.commits());
    said.put("totalCommits", event.totalCommits());
    List<String> files = event.changedFiles();
    said.put("changedFiles", files == null ? null : new HashSet<>(files));
    event.head().ifPresent(move -> put(said, move, refType));
    PullRequest pull = event.pullRequest();
    if (pull != null) {
      said.put("pr", put(pull));
    }
    return said;
  }

  private static void put(
      Map<String, @Nullable Object> said, RefMove move, @Nullable String refType) {
    String shortName = move.tag() == null ? move.branch() : move.tag();
    said.put("ref", refType == null ? move.ref() : shortName);
    said.put("branch", move.branch());
    said.put("tag", move.tag());
    said.put("before", move.before());
    said.put("after", move.after());
    said.put("created", move.created());
    said.put("deleted", move.deleted());
    said.put("forced", move.forced());
    said.put("message", move.message());
    RefMove.Author author = move.author();
    if (author != null) {
      Map<String, Object> fields = new HashMap<>();
      putIfTold(fields, "name", author.name());
      putIfTold(fields, "email", author.email());
      putIfTold(fields, "login", author.login());
      said.put("author", fields);
    }
  }

  private static Map<String, Object> put(PullRequest pull) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("number", (int) pull.number());
    putIfTold(fields, "title", pull.title());
    putIfTold(fields, "author", pull.author());
    putIfTold(fields, "sourceBranch", pull.sourceBranch());
    putIfTold(fields, "targetBranch", pull.targetBranch());
    putIfTold(fields, "headSha", pull.headSha());
    putIfTold(fields, "baseSha", pull.baseSha());
    putIfTold(fields, "sourceRepo", pull.sourceRepo());
    putIfTold(fields, "targetRepo", pull.targetRepo());
    fields.put("merged", pull.merged());
    if (pull.sourceRepo() != null && pull.targetRepo() != null) {
      fields.put("fromFork", pull.fromFork());
    }
    putIfTold(fields, "draft", pull.draft());
    return fields;
  }

  /** Leaves out of a map what is not asked for. */
  private static @Nullable Object asFarAs(@Nullable Object wanted, @Nullable Object said) {
    if (wanted instanceof Map<?, ?> keys && said instanceof Map<?, ?> all) {
      Map<Object, Object> some = new HashMap<>(all);
      some.keySet().retainAll(keys.keySet());
      return some;
    }
    return said;
  }

  private static void putIfTold(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static @Nullable Object plain(String key, Node expected) {
    if (expected.isObject()) {
      Map<String, @Nullable Object> fields = new HashMap<>();
      expected.names().forEach(name -> fields.put(name, plain(name, expected.at(name))));
      return fields;
    }
    if (key.equals("changedFiles")) {
      Set<String> files = new HashSet<>();
      expected.all().forEach(file -> files.add(String.valueOf(file.value())));
      return files;
    }
    return expected.value() instanceof Number number
        ? (Object) number.intValue()
        : Objects.requireNonNull(expected.value());
  }
}
