package io.slipway.deploy.strategy;

import io.slipway.deploy.Failure;
import io.slipway.deploy.Release;
import io.slipway.deploy.StepFailed;
import io.slipway.engine.Engine;
import java.util.Collection;
import java.util.List;

/** The images of releases, which somebody may prune or give other names at any time. */
final class Images {

  private final Engine engine;

  Images(Engine engine) {
    this.engine = engine;
  }

  /**
   * Sees that all images of a release are here under their names: nothing is fetched from now on.
   *
   * @throws StepFailed when one is not
   */
  void all(Release release) {
    release
        .services()
        .forEach((name, service) -> {
          if (!named(service)) {
            throw gone(release, name, service);
          }
        });
  }

  /**
   * Sees that the images of some services are here before compose is to start them, which would
   * look for the missing ones in a registry that never had them.
   *
   * @throws StepFailed when one is not here and cannot be fetched
   */
  void of(Release release, Collection<String> services) {
    for (String name : services) {
      Release.Service service = release.services().get(name);
      if (service != null && !named(service) && service.image().equals(service.tag())) {
        throw gone(release, name, service);
      }
    }
  }

  /** Gives an image its name, which may have been given away; false when there is no such image. */
  private boolean named(Release.Service service) {
    boolean here = engine.image(service.imageId()).isPresent();
    if (here) {
      engine.tag(service.imageId(), service.tag());
    }
    return here;
  }

  private static StepFailed gone(Release release, String name, Release.Service service) {
    return new StepFailed(
        new Failure(
            "An image is gone",
            "The image of "
                + name
                + " in "
                + release.title()
                + " ("
                + service.image()
                + ") is not on this machine any more.",
            false,
            List.of(),
            "Somebody may have pruned images. Deploy the commit again to build it anew."));
  }
}
