package io.slipway.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How {@code docker compose up -d} goes about it. Immutable: each {@code with…} returns a changed
 * copy.
 *
 * @param noDeps leave the services that these depend on alone
 * @param noRecreate leave existing containers alone
 * @param noBuild never build, even when an image is missing
 * @param noStart make containers, do not start them
 * @param removeOrphans remove containers of services that the files no longer have
 * @param pullNever never pull, also when an image is missing
 * @param scale replicas by service, instead of the file's
 */
public record UpOptions(
    boolean noDeps,
    boolean noRecreate,
    boolean noBuild,
    boolean noStart,
    boolean removeOrphans,
    boolean pullNever,
    Map<String, Integer> scale) {

  public UpOptions {
    scale = Map.copyOf(scale);
  }

  /** Returns what {@code docker compose up -d} does by itself. */
  public static UpOptions plain() {
    return new UpOptions(false, false, false, false, false, false, Map.of());
  }

  public UpOptions withNoDeps() {
    return new UpOptions(true, noRecreate, noBuild, noStart, removeOrphans, pullNever, scale);
  }

  public UpOptions withNoRecreate() {
    return new UpOptions(noDeps, true, noBuild, noStart, removeOrphans, pullNever, scale);
  }

  public UpOptions withNoBuild() {
    return new UpOptions(noDeps, noRecreate, true, noStart, removeOrphans, pullNever, scale);
  }

  public UpOptions withNoStart() {
    return new UpOptions(noDeps, noRecreate, noBuild, true, removeOrphans, pullNever, scale);
  }

  public UpOptions withRemoveOrphans() {
    return new UpOptions(noDeps, noRecreate, noBuild, noStart, true, pullNever, scale);
  }

  public UpOptions withPullNever() {
    return new UpOptions(noDeps, noRecreate, noBuild, noStart, removeOrphans, true, scale);
  }

  public UpOptions withScale(Map<String, Integer> replicas) {
    return new UpOptions(noDeps, noRecreate, noBuild, noStart, removeOrphans, pullNever, replicas);
  }

  List<String> arguments() {
    List<String> all = new ArrayList<>();
    all.add(noStart ? "--no-start" : "--detach");
    add(all, noDeps, "--no-deps");
    add(all, noRecreate, "--no-recreate");
    add(all, noBuild, "--no-build");
    add(all, removeOrphans, "--remove-orphans");
    if (pullNever) {
      all.addAll(List.of("--pull", "never"));
    }
    new TreeMap<>(scale)
        .forEach((service, count) -> all.addAll(List.of("--scale", service + "=" + count)));
    return all;
  }

  private static void add(List<String> all, boolean wanted, String option) {
    if (wanted) {
      all.add(option);
    }
  }
}
