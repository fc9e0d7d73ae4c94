package io.slipway.deploy;

import io.avaje.jsonb.Json;
import io.slipway.compose.StackName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be made live, at any time, without building or fetching: immutable, numbered
 * per stack.
 *
 * @param model the rendered compose model as JSON
 * @param services what it runs, by service name
 * @param files the files of the stack's folder, by relative path
 * @param environment the sealed {@code .env}, base 64; null when there is none
 * @param config strategy, checks and routes it was made with
 * @param compatible whether the release before it can run on the data it leaves behind
 * @param live whether it serves now
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
    boolean compatible,
    boolean live) {

  /** Returns how it is called: {@code v42}. */
  public String title() {
    return "v" + number;
  }

  /**
   * One service of a release.
   *
   * @param image the reference that compose is given
   * @param imageId the image's id at the time of making
   * @param built whether Slipway built it
   * @param fingerprint of all that makes its containers what they are
   * @param revision the release that last changed it; an unchanged service keeps its containers
   */
  @Json
  public record Service(
      String image, String imageId, boolean built, String fingerprint, long revision) {}

  /**
   * A file, its content kept by digest.
   *
   * @param path relative, with {@code /}
   * @param executable whether it may be run
   */
  @Json
  public record StoredFile(String path, String sha256, boolean executable) {}
}
