package io.slipway.deploy;

import io.avaje.jsonb.Json;
import io.slipway.compose.ComposeModel;
import io.slipway.compose.StackName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be made live, at any time, without building or fetching: immutable, numbered
 * per stack.
 *
 * @param model the rendered compose model as JSON, with {@link #FOLDER} for the stack's folder
 * @param services what it runs, by service name
 * @param files the files of the stack's folder, by relative path
 * @param environment the text of {@code .env}; null when there is none
 * @param config strategy, checks and routes it was made with
 * @param found whether it is what ran before Slipway came: its ports are published by the engine
 * @param compatible whether the release before it can run on the data it leaves behind
 * @param live whether it serves now
 * @param wasLive whether it ever served
 * @param jobsDone whether its one-shot jobs have run: they run once
 */
public record Release(
    StackName stack,
    long number,
    Instant createdAt,
    @Nullable Commit commit,
    String model,
    Map<String, Service> services,
    List<StoredFile> files,
    @Nullable String environment,
    DeployConfig config,
    boolean found,
    boolean compatible,
    boolean live,
    boolean wasLive,
    boolean jobsDone) {

  /** Stands in the model for the folder that relative paths are relative to. */
  public static final String FOLDER = "/@slipway-folder@";

  public Release {
    services = Map.copyOf(services);
    files = List.copyOf(files);
  }

  /** Returns how it is called: {@code v42}. */
  public String title() {
    return "v" + number;
  }

  /** Returns the rendered model with the folder's place filled in. */
  public ComposeModel modelIn(String folder) {
    return ComposeModel.parse(model.replace(FOLDER, folder));
  }

  /** Returns the same with another strategy. */
  Release under(StrategyName strategy) {
    return new Release(
        stack,
        number,
        createdAt,
        commit,
        model,
        services,
        files,
        environment,
        config.with(strategy),
        found,
        compatible,
        live,
        wasLive,
        jobsDone);
  }

  /** Returns a service. */
  public Service service(String name) {
    Service service = services.get(name);
    if (service == null) {
      throw new IllegalArgumentException(title() + " of " + stack + " has no service " + name);
    }
    return service;
  }

  /** Returns the release that last changed a service, or -1 when it has no such service. */
  public long revision(String name) {
    Service service = services.get(name);
    return service == null ? -1 : service.revision();
  }

  /**
   * One service of a release.
   *
   * @param image the reference that compose is given
   * @param tag the name that Slipway gave the image, which keeps it from being pruned
   * @param imageId the image's id at the time of making
   * @param built whether Slipway built it
   * @param fingerprint of all that makes its containers what they are
   * @param revision the release that last changed it; an unchanged service keeps its containers
   * @param deployment the deployment that made that release: a label of its containers
   */
  @Json
  public record Service(
      String image,
      String tag,
      String imageId,
      boolean built,
      String fingerprint,
      long revision,
      long deployment) {}

  /**
   * A file, its content kept by digest.
   *
   * @param path relative, with {@code /}
   * @param executable whether it may be run
   */
  @Json
  public record StoredFile(String path, String sha256, boolean executable) {}
}
