package io.slipway.deploy;

import io.slipway.compose.ComposeModel;
import io.slipway.compose.ComposeProject;
import io.slipway.compose.ComposeService;
import io.slipway.compose.StackName;
import io.slipway.deploy.eligible.Routing;
import io.slipway.deploy.strategy.Tools;
import io.slipway.engine.ImageDetails;
import io.slipway.log.LogWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes releases: pins images, keeps files, tells what has changed. */
final class ReleaseMaker {

  private final Tools tools;

  ReleaseMaker(Tools tools) {
    this.tools = tools;
  }

  /**
   * Makes a release; nothing is stored yet.
   *
   * @param live what serves now: services that are the same keep their image's name and revision
   * @param built images that were built for it
   * @param found whether it is what already ran before Slipway
   */
  Release make(
      StackName stack,
      long number,
      long deployment,
      Rendering rendering,
      @Nullable Commit commit,
      Map<String, Builder.Image> built,
      DeployConfig config,
      @Nullable Release live,
      boolean found,
      LogWriter log)
      throws InterruptedException {
    List<Release.StoredFile> files = FolderFiles.of(rendering, tools.blobs());
    String text = rendering.text();
    ComposeModel model = ComposeModel.parse(text);
    Routing routing = found ? Routing.none(model, config) : Routing.of(model, config);
    fetch(stack, rendering, built, log);
    Map<String, Release.Service> services = new LinkedHashMap<>();
    for (ComposeService service : model.services().values()) {
      Builder.Image image = built.get(service.name());
      ImageDetails details = details(stack, service, image);
      String print =
          Fingerprint.of(service, model.raw(), details.id(), routing, files, rendering.variables());
      Release.Service before = live == null ? null : live.services().get(service.name());
      if (before != null && live != null && !live.found() && before.fingerprint().equals(print)) {
        services.put(service.name(), before);
        continue;
      }
      String tag = image == null ? tag(stack, service.name(), number) : image.reference();
      tools.engine().tag(details.id(), tag);
      String reference = image == null ? pinned(service, details).orElse(tag) : image.reference();
      services.put(
          service.name(),
          new Release.Service(
              reference, tag, details.id(), image != null, print, number, deployment));
    }
    log.line(services.size() + " services, " + files.size() + " files");
    return new Release(
        stack,
        number,
        tools.clock().now(),
        commit,
        text,
        services,
        files,
        rendering.environment(),
        config,
        found,
        compatible(model, services, number),
        false,
        false,
        found);
  }

  private void fetch(
      StackName stack, Rendering rendering, Map<String, Builder.Image> built, LogWriter log)
      throws InterruptedException {
    List<String> missing = new ArrayList<>();
    for (ComposeService service : rendering.model().services().values()) {
      String image = service.image();
      if (!built.containsKey(service.name())
          && image != null
          && tools.engine().image(image).isEmpty()) {
        missing.add(service.name());
      }
    }
    if (!missing.isEmpty()) {
      ComposeProject project =
          new ComposeProject(
              stack.value(), rendering.base(), rendering.files(), List.of(), Map.of());
      tools.compose().pull(project, missing, line -> log.line(line.text(), "pull"));
    }
  }

  private ImageDetails details(
      StackName stack, ComposeService service, Builder.@Nullable Image built) {
    String reference =
        built != null
            ? built.imageId()
            : service.image() == null ? stack + "-" + service.name() : service.image();
    return tools
        .engine()
        .image(reference)
        .orElseThrow(() ->
            new StepFailed(
                new Failure(
                    "The image of " + service.name() + " is not here",
                    service.name()
                        + " needs the image "
                        + reference
                        + ", which is neither on this machine nor could it be built or"
                        + " fetched.",
                    false,
                    List.of(),
                    service.build() != null
                        ? "Building is switched off for this stack: choose a build kind."
                        : null)));
  }

  private static String tag(StackName stack, String service, long number) {
    return "slipway/"
        + (stack.value() + "-" + service).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
        + ":v"
        + number;
  }

  /**
   * The name that people know, with the digest that pins it, when the image came from a registry.
   */
  private static Optional<String> pinned(ComposeService service, ImageDetails details) {
    String image = service.image();
    if (image == null || image.contains("@") || image.startsWith("sha256:")) {
      return Optional.ofNullable(image).filter(name -> name.contains("@"));
    }
    int colon = image.lastIndexOf(':');
    String name = colon > image.lastIndexOf('/') ? image.substring(0, colon) : image;
    return details.digests().stream()
        .filter(digest -> digest.startsWith(name + "@") || digest.contains("/" + name + "@"))
        .map(digest -> image + digest.substring(digest.indexOf('@')))
        .findFirst();
  }

  /**
   * {@code x-slipway: {compatible: false}} at the top of the file marks what the release before
   * cannot run on; so does the label {@code slipway.compatible: "false"} at a service, such as a
   * job that changes the database. There it counts in the release that brings the service or
   * changes it, and is not repeated by all that come after.
   */
  private static boolean compatible(
      ComposeModel model, Map<String, Release.Service> services, long number) {
    boolean file = !Boolean.FALSE.equals(Jsons.map(model.raw(), "x-slipway").get("compatible"));
    return file
        && services.entrySet().stream()
            .filter(service -> service.getValue().revision() == number)
            .map(service -> model.tree(service.getKey()).get("labels"))
            .noneMatch(labels ->
                labels instanceof Map<?, ?> map
                    && "false".equals(String.valueOf(map.get(Labels.COMPATIBLE))));
  }
}
