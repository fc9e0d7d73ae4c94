package io.slipway.deploy.strategy;

import io.slipway.deploy.Release;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Points mounts of files that a release brings at that release's own copy, so that a slot sees its
 * version while the stack's folder still has the old one.
 */
final class ReleasePaths {

  private final Release release;
  private final Path stackFolder;
  private final Path releaseFolder;

  ReleasePaths(Release release, Path stackFolder, Path releaseFolder) {
    this.release = release;
    this.stackFolder = stackFolder;
    this.releaseFolder = releaseFolder;
  }

  /** Changes the bind mounts of a service. */
  void mounts(Map<String, Object> service) {
    if (service.get("volumes") instanceof List<?> mounts) {
      mounts.forEach(mount -> replace(mount, "source"));
    }
  }

  /** Changes the file of a config or secret. */
  void file(@Nullable Object object) {
    replace(object, "file");
  }

  @SuppressWarnings("unchecked")
  private void replace(@Nullable Object object, String key) {
    if (object instanceof Map<?, ?> map
        && map.get(key) instanceof String source
        && source.startsWith("/")) {
      Path path = Path.of(source);
      if (path.startsWith(stackFolder) && brought(stackFolder.relativize(path).toString())) {
        ((Map<String, Object>) map)
            .put(key, releaseFolder.resolve(stackFolder.relativize(path)).toString());
      }
    }
  }

  private boolean brought(String relative) {
    return release.files().stream()
        .anyMatch(file -> file.path().equals(relative) || file.path().startsWith(relative + "/"));
  }
}
