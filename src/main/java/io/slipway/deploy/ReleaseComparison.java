package io.slipway.deploy;

import io.avaje.jsonb.Jsonb;
import io.slipway.compose.StackName;
import io.slipway.deploy.ReleaseDiff.Change;
import io.slipway.deploy.strategy.Blobs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells what differs between two releases. */
final class ReleaseComparison {

  private static final Jsonb JSON = Jsonb.builder().build();

  private static final int KEPT = 50;

  private final Sources sources;
  private final Blobs blobs;

  /** What git said, which never changes: a page that is open asks at every step of a deployment. */
  private final SequencedMap<Range, List<Commit>> known = new LinkedHashMap<>(16, 0.75f, true);

  ReleaseComparison(Sources sources, Blobs blobs) {
    this.sources = sources;
    this.blobs = blobs;
  }

  /** Compares; without a release before, everything is new. */
  ReleaseDiff of(Optional<Release> from, Release to) {
    return new ReleaseDiff(
        from.map(Release::number).orElse(null),
        to.number(),
        each(images(from), images(Optional.of(to)), ReleaseDiff.ImageChange::new),
        each(variables(from), variables(Optional.of(to)), ReleaseComparison::variable),
        new ReleaseDiff.Texts(composeText(from), composeText(Optional.of(to))),
        each(files(from), files(Optional.of(to)), ReleaseComparison::file),
        each(settings(from), settings(Optional.of(to)), ReleaseDiff.SettingChange::new),
        commits(from, to));
  }

  private List<CommitView> commits(Optional<Release> from, Release to) {
    Commit before = from.map(Release::commit).orElse(null);
    Commit now = to.commit();
    if (before == null || now == null) {
      return List.of();
    }
    Sources.@Nullable Feed feed = sources.feed(to.stack()).orElse(null);
    return between(new Range(to.stack(), before.sha(), now.sha())).stream()
        .map(commit -> CommitView.of(commit, feed))
        .toList();
  }

  private record Range(StackName stack, String from, String to) {}

  private List<Commit> between(Range range) {
    synchronized (known) {
      List<Commit> told = known.get(range);
      if (told != null) {
        return told;
      }
    }
    List<Commit> commits = sources.commits(range.stack(), range.from(), range.to());
    if (!commits.isEmpty()) { // else git could not say, or not yet
      synchronized (known) {
        known.put(range, commits);
        if (known.size() > KEPT) {
          known.pollFirstEntry();
        }
      }
    }
    return commits;
  }

  private static Map<String, String> images(Optional<Release> release) {
    Map<String, String> images = new TreeMap<>();
    release.ifPresent(r ->
        r.services()
            .forEach((name, service) ->
                images.put(name, service.image() + " (" + shortId(service.imageId()) + ")")));
    return images;
  }

  private static String shortId(String imageId) {
    String hex = imageId.substring(imageId.indexOf(':') + 1);
    return hex.substring(0, Math.min(12, hex.length()));
  }

  private static Map<String, String> variables(Optional<Release> release) {
    Map<String, String> variables = new TreeMap<>();
    String text = release.map(Release::environment).orElse(null);
    if (text != null) {
      for (String line : text.lines().map(String::strip).toList()) {
        int equals = line.indexOf('=');
        if (equals > 0 && !line.startsWith("#")) {
          variables.put(
              line.substring(0, equals).strip().replaceFirst("^export\\s+", ""),
              line.substring(equals + 1));
        }
      }
    }
    return variables;
  }

  private static Map<String, String> files(Optional<Release> release) {
    Map<String, String> files = new TreeMap<>();
    release.ifPresent(r -> r.files().forEach(file -> files.put(file.path(), file.sha256())));
    return files;
  }

  /** The settings field by field, as JSON spells them. */
  private static Map<String, String> settings(Optional<Release> release) {
    Map<String, String> settings = new LinkedHashMap<>();
    release.ifPresent(r -> {
      Map<String, Object> fields = Jsons.object(JSON.toJson(r.config()));
      fields.forEach((name, value) -> settings.put(name, Jsons.canonical(value)));
    });
    return settings;
  }

  /** The compose file itself, byte for byte: comments are part of what people read. */
  private String composeText(Optional<Release> release) {
    return release
        .flatMap(r ->
            r.files().stream()
                .filter(file -> file.path().matches("(docker-)?compose\\.ya?ml"))
                .findFirst())
        .map(file -> blobs.get(file.sha256()))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }

  /** Makes one entry for each name whose value differs. */
  private static <T> List<T> each(
      Map<String, String> from, Map<String, String> to, Difference<T> difference) {
    TreeSet<String> names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    List<T> all = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(from.get(name), to.get(name))) {
        all.add(difference.of(name, from.get(name), to.get(name)));
      }
    }
    return all;
  }

  /** What a difference is made of: name, value before, value now. */
  @FunctionalInterface
  private interface Difference<T> {
    T of(String name, @Nullable String from, @Nullable String to);
  }

  private static ReleaseDiff.VariableChange variable(
      String name, @Nullable String from, @Nullable String to) {
    return new ReleaseDiff.VariableChange(name, change(from, to));
  }

  private static ReleaseDiff.FileChange file(
      String path, @Nullable String from, @Nullable String to) {
    return new ReleaseDiff.FileChange(path, change(from, to));
  }

  private static Change change(@Nullable String from, @Nullable String to) {
    return from == null ? Change.ADDED : to == null ? Change.REMOVED : Change.CHANGED;
  }
}
