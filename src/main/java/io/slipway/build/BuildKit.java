package io.slipway.build;

import io.slipway.kernel.Command;
import io.slipway.kernel.FileTree;
import io.slipway.kernel.Problem;
import io.slipway.web.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds through {@code docker buildx bake} of the engine's own BuildKit. */
final class BuildKit {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "BUILDX_BUILDER", "default", // the engine's own: images land where containers are made
          "BUILDX_NO_DEFAULT_ATTESTATIONS", "1", // one image, not a list with a manifest about it
          "BUILDX_BAKE_ENTITLEMENTS_FS", "0"); // paths are checked here already

  private final BuildTools tools;
  private volatile boolean found;

  BuildKit(BuildTools tools) {
    this.tools = tools;
  }

  Map<String, BuiltImage> bake(BuildRun run, BakeFile file)
      throws BuildFailed, InterruptedException {
    require();
    Path folder = tools.newFolder();
    try (BuildKitOutput output = new BuildKitOutput(run.request().log())) {
      Path metadata = folder.resolve("metadata.json");
      Command command =
          tools
              .buildx("bake", "--progress=plain", "--metadata-file", metadata.toString())
              .with("--file", "-")
              .in(run.request().sources())
              .withInput(file.json().getBytes(StandardCharsets.UTF_8))
              .withEnvironment(ENVIRONMENT)
              .withEnvironment(secrets(run.request()))
              .keeping(4_000)
              .onLine(output);
      Command.Result result = run.within(command);
      if (!result.ok()) {
        throw output.failure(result);
      }
      return images(file, Files.readString(metadata));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read what buildx has built", e);
    } finally {
      FileTree.delete(folder);
    }
  }

  private static Map<String, String> secrets(BuildRequest request) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (BuildSecret secret : request.config().secrets()) {
      variables.put(BakeFile.SECRET_PREFIX + secret.name(), secret.value());
    }
    variables.putAll(ModelSecrets.variables(request));
    return variables;
  }

  private static Map<String, BuiltImage> images(BakeFile file, String metadata) {
    Map<String, Object> targets =
        ModelBuild.map(Requests.json().type(Object.class).fromJson(metadata));
    Map<String, BuiltImage> images = new LinkedHashMap<>();
    file.services()
        .forEach((target, service) -> {
          Object id = ModelBuild.map(targets.get(target)).get("containerimage.digest");
          if (id == null) {
            throw new IllegalStateException("buildx does not say what it has built: " + metadata);
          }
          images.put(service, new BuiltImage(file.reference(service), id.toString()));
        });
    return images;
  }

  private void require() throws InterruptedException {
    if (found) {
      return;
    }
    Command.Result version =
        tools.processes().run(tools.buildx("version").within(Duration.ofSeconds(30)));
    if (!version.ok()) {
      throw new Problem.Unavailable(
          "buildx-missing",
          "Nothing can be built: the docker command or its buildx plugin is missing.",
          "Install the packages docker-cli and docker-buildx; ./run doctor says what is missing.");
    }
    found = true;
  }
}
