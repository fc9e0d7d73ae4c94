package io.slipway.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container to be made. Immutable: each {@code with…} returns a changed copy.
 *
 * @param name its name, or null for one that the engine chooses
 * @param image reference or id of a local image
 * @param entrypoint instead of the image's, or null
 * @param command instead of the image's, or null
 * @param environment variables added to the image's
 * @param labels to be found by later
 * @param binds {@code /host/path:/path[:ro]} or {@code volume:/path}
 * @param network name of the network, {@code host}, {@code none} or {@code container:id}; null is
 *     the default bridge
 * @param workingFolder inside the container, or null for the image's
 * @param user {@code uid[:gid]}, or null for the image's
 * @param memory limit in bytes, 0 for none
 * @param nanoCpus limit in billionths of a processor, 0 for none
 * @param restartPolicy {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure}
 */
public record ContainerSpec(
    @Nullable String name,
    String image,
    @Nullable List<String> entrypoint,
    @Nullable List<String> command,
    Map<String, String> environment,
    Map<String, String> labels,
    List<String> binds,
    @Nullable String network,
    @Nullable String workingFolder,
    @Nullable String user,
    long memory,
    long nanoCpus,
    String restartPolicy) {

  /** Returns a plain container of an image. */
  public static ContainerSpec of(@Nullable String name, String image) {
    return new ContainerSpec(
        name, image, null, null, Map.of(), Map.of(), List.of(), null, null, null, 0, 0, "no");
  }

  /** Sets what runs instead of the image's command. */
  public ContainerSpec withCommand(String... words) {
    return new ContainerSpec(
        name,
        image,
        entrypoint,
        List.of(words),
        environment,
        labels,
        binds,
        network,
        workingFolder,
        user,
        memory,
        nanoCpus,
        restartPolicy);
  }

  /** Adds a label. */
  public ContainerSpec withLabel(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(labels);
    more.put(key, value);
    return new ContainerSpec(
        name,
        image,
        entrypoint,
        command,
        environment,
        more,
        binds,
        network,
        workingFolder,
        user,
        memory,
        nanoCpus,
        restartPolicy);
  }
}
