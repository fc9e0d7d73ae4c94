package io.slipway.engine;

import io.slipway.kernel.Command;
import io.slipway.kernel.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An image of nothing but busybox, made here since none can be pulled. */
public final class TestImage {

  private static final String DOCKERFILE =
      """
      FROM scratch
      COPY busybox /bin/busybox
      COPY busybox /bin/sh
      ENV PATH=/bin
      ENTRYPOINT ["/bin/busybox"]
      CMD ["sleep", "600"]
      """;

  private TestImage() {}

  /** Makes the image, when it is not there yet, and returns its name. */
  public static String busybox(Path folder) {
    String name = "slipway-test-busybox:2";
    Engine engine = new Engine(DockerHost.of(System.getenv("DOCKER_HOST")));
    if (engine.image(name).isPresent()) {
      return name;
    }
    try {
      Path context = Files.createDirectories(folder.resolve("busybox-image"));
      Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
      Files.copy(Path.of("/bin/busybox"), context.resolve("busybox"));
      Command build =
          Command.of("docker", "build", "-q", "-t", name, context.toString())
              .withEnvironment(engine.host().environment())
              .withEnvironment("DOCKER_BUILDKIT", "0");
      Command.Result result = new Processes(folder.resolve("run")).run(build);
      if (!result.ok()) {
        throw new IllegalStateException(result.err());
      }
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
