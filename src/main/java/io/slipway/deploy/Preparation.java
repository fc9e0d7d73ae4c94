package io.slipway.deploy;

import io.slipway.compose.ComposeModel;
import io.slipway.compose.EnvFile;
import io.slipway.compose.StackName;
import io.slipway.log.LogWriter;
import io.slipway.secret.Masker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the release of a deployment: checkout, build, images, files. */
final class Preparation {

  private final Parts parts;
  private final Ledger ledger;
  private final StepRunner runner;
  private final ReleaseTable releases;

  Preparation(Parts parts, Ledger ledger, StepRunner runner, ReleaseTable releases) {
    this.parts = parts;
    this.ledger = ledger;
    this.runner = runner;
    this.releases = releases;
  }

  /** Does what is missing until the deployment has a release. */
  void run() throws InterruptedException {
    Deployment deployment = ledger.current();
    StackName stack = deployment.stack();
    adopt(deployment);
    Release live = live(stack);
    ledger.change(
        sql -> DeploymentTable.from(sql, deployment, live == null ? null : live.number()));
    if (deployment.toRelease() != null) {
      return;
    }
    ledger.steps(
        List.of(
            step("checkout", Step.Phase.CHECKOUT, "Fetch the commit"),
            step("build", Step.Phase.BUILD, "Build the images"),
            step("release", Step.Phase.BUILD, "Make the release")));
    String suffix = deployment.resumed() == 0 ? "" : "." + deployment.resumed();
    Held held = new Held();
    try {
      String _ = runner.run("checkout", "checkout" + suffix, log -> checkOut(held, log));
      Rendering rendering = held.rendering();
      mask(stack, rendering);
      ledger.move(DeploymentState.BUILDING);
      long number = parts.database().read(sql -> releases.nextNumber(sql, stack));
      String _ = runner.run("build", "build" + suffix, log -> build(held, number, log));
      String _ = runner.run("release", "release" + suffix, log -> release(held, number, live, log));
    } finally {
      held.close();
    }
  }

  private @Nullable Release live(StackName stack) {
    return parts.database().read(sql -> releases.live(sql, stack)).orElse(null);
  }

  private void mask(StackName stack, Rendering rendering) {
    List<String> known = parts.builder().secrets(stack);
    runner.mask(Masker.of(secrets(known, rendering.environment(), rendering.model())));
  }

  /**
   * Returns the values that logs must not show: variables that look like secrets by their name, and
   * those that the compose file names as secrets.
   */
  static List<String> secrets(
      List<String> known, @Nullable String environment, ComposeModel model) {
    List<String> all = new ArrayList<>(known);
    if (environment != null) {
      Map<String, String> variables = EnvFile.parse(environment).variables();
      if (model.raw().get("secrets") instanceof Map<?, ?> secrets) {
        secrets.values().stream()
            .map(secret -> secret instanceof Map<?, ?> map ? map.get("environment") : null)
            .filter(String.class::isInstance)
            .map(name -> variables.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .forEach(all::add);
      }
      for (String line : environment.lines().toList()) {
        int equals = line.indexOf('=');
        if (equals > 0
            && line.substring(0, equals)
                .toUpperCase(java.util.Locale.ROOT)
                .matches(".*(SECRET|PASSW|TOKEN|KEY|CREDENTIAL|PRIVATE|AUTH|DSN|DATABASE_URL).*")) {
          String value = line.substring(equals + 1).strip();
          all.add(value.replaceAll("^([\"'])(.*)\\1$", "$2"));
        }
      }
    }
    return all;
  }

  private String checkOut(Held held, LogWriter log) throws InterruptedException {
    Deployment deployment = ledger.current();
    Sources.Checkout checkout =
        parts
            .sources()
            .checkOut(deployment.stack(), deployment.commit(), deployment.wantedRef(), log);
    held.checkout = checkout;
    Commit commit = checkout.commit();
    if (commit != null) {
      ledger.change(sql -> DeploymentTable.commit(sql, deployment, commit));
    }
    generateCompose(parts, deployment.stack(), checkout);
    held.rendering =
        Rendering.of(
            parts.tools().compose(),
            deployment.stack(),
            checkout,
            parts.sources().folder(deployment.stack()));
    return commit == null ? "the stack's folder" : commit.shortSha();
  }

  /** Writes the compose file of a repository that has none, into its checkout. */
  static void generateCompose(Parts parts, StackName stack, Sources.Checkout checkout) {
    if (checkout.composeFile() != null
        || !io.slipway.compose.ComposeFiles.find(checkout.root()).isEmpty()) {
      return;
    }
    String text = parts.builder().composeText(stack);
    if (text != null) {
      try {
        java.nio.file.Files.writeString(checkout.root().resolve("compose.yaml"), text);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException("Cannot write the compose file", e);
      }
    }
  }

  private String build(Held held, long number, LogWriter log) throws InterruptedException {
    Deployment deployment = ledger.current();
    Commit commit = deployment.commit();
    try {
      held.images =
          parts
              .builder()
              .build(
                  new Builder.Order(
                      deployment.stack(),
                      deployment.number(),
                      number,
                      held.checkout().root(),
                      held.rendering().model().raw(),
                      held.rendering().variables(),
                      commit == null ? null : commit.sha(),
                      log));
    } catch (Builder.Refused e) {
      List<Failure.ProofLine> proof = new ArrayList<>();
      long first = Math.max(0, log.lines() - e.lines().size());
      for (int i = 0; i < e.lines().size(); i++) {
        proof.add(new Failure.ProofLine("build", first + i, e.lines().get(i)));
      }
      throw new StepFailed(
          new Failure("The build failed", String.valueOf(e.getMessage()), false, proof, null));
    }
    return held.images.isEmpty() ? "nothing had to be built" : held.images.size() + " images built";
  }

  private String release(Held held, long number, @Nullable Release live, LogWriter log)
      throws InterruptedException {
    Deployment deployment = ledger.current();
    StackName stack = deployment.stack();
    DeployConfig config = parts.database().read(sql -> ConfigTable.find(sql, stack));
    Release release =
        new ReleaseMaker(parts.tools())
            .make(
                stack,
                number,
                deployment.number(),
                held.rendering(),
                deployment.commit(),
                held.images,
                config,
                live,
                false,
                log);
    ledger.change(sql -> {
      if (releases.find(sql, stack, number).isEmpty()) {
        releases.insert(sql, release);
      }
      DeploymentTable.aim(sql, deployment, number);
    });
    return release.title();
  }

  /** What ran before Slipway came becomes a release, so that it can be brought back. */
  private void adopt(Deployment deployment) throws InterruptedException {
    StackName stack = deployment.stack();
    boolean known =
        !parts.database().read(sql -> releases.newest(sql, stack, Long.MAX_VALUE, 1)).isEmpty();
    boolean runs =
        parts.tools().engine().containers(Labels.PROJECT + "=" + stack).stream()
            .anyMatch(container -> container.label(Labels.SLOT) == null);
    java.nio.file.Path folder = parts.sources().folder(stack);
    if (known || !runs || !java.nio.file.Files.isDirectory(folder)) {
      return;
    }
    ledger.steps(List.of(step("adopt", Step.Phase.CHECKOUT, "Keep what runs now")));
    try {
      String _ =
          runner.run(
              "adopt",
              "adopt",
              log -> {
                Release found = found(deployment, folder, log);
                ledger.change(sql -> {
                  if (releases.find(sql, stack, found.number()).isEmpty()) {
                    releases.insert(sql, found);
                    releases.makeLive(sql, stack, found.number());
                  }
                });
                return found.title() + " is what ran before";
              });
    } catch (StepFailed e) {
      // What runs cannot be kept: the deployment goes on, there is only no way back to it.
      ledger.change(sql ->
          DeploymentTable.note(
              sql,
              deployment,
              "What ran before could not be kept as a release: " + e.failure().sentence()));
    }
  }

  private Release found(Deployment deployment, java.nio.file.Path folder, LogWriter log)
      throws InterruptedException {
    StackName stack = deployment.stack();
    Rendering rendering =
        Rendering.of(
            parts.tools().compose(),
            stack,
            new Sources.Checkout(folder, null, null, () -> {}),
            folder);
    Map<String, Builder.Image> images = new java.util.LinkedHashMap<>();
    for (var container : parts.tools().engine().containers(Labels.PROJECT + "=" + stack)) {
      String service = String.valueOf(container.label(Labels.SERVICE));
      if (rendering.model().services().containsKey(service)) {
        String tag = ("slipway/" + stack + "-" + service).toLowerCase(java.util.Locale.ROOT);
        images.put(
            service,
            new Builder.Image(tag.replaceAll("[^a-z0-9/]+", "-") + ":v1", container.imageId()));
      }
    }
    DeployConfig config = parts.database().read(sql -> ConfigTable.find(sql, stack));
    return new ReleaseMaker(parts.tools())
        .make(stack, 1, deployment.number(), rendering, null, images, config, null, true, log);
  }

  private static Step step(String key, Step.Phase phase, String title) {
    return new Step(0, key, phase, title, Step.State.PENDING, null, null, null);
  }

  /** What one step hands to the next. */
  private static final class Held implements AutoCloseable {
    private Sources.@Nullable Checkout checkout;
    private @Nullable Rendering rendering;
    private Map<String, Builder.Image> images = Map.of();

    Sources.Checkout checkout() {
      return java.util.Objects.requireNonNull(checkout);
    }

    Rendering rendering() {
      return java.util.Objects.requireNonNull(rendering);
    }

    @Override
    public void close() {
      if (checkout != null) {
        checkout.close();
      }
    }
  }
}
