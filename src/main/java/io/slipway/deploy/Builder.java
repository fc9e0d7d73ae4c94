package io.slipway.deploy;

import io.slipway.compose.StackName;
import io.slipway.log.LogWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the images of a release. Filled by whoever knows how to build. */
public interface Builder {

  /**
   * Returns the compose file of a stack whose repository has none, or null when there is nothing to
   * go by.
   */
  default @Nullable String composeText(StackName stack) {
    return null;
  }

  /**
   * Builds what has to be built. Interrupting the thread ends the build.
   *
   * @return the images by service; services that are not built are absent
   * @throws Refused when it does not succeed
   */
  Map<String, Image> build(Order order) throws Refused, InterruptedException;

  /** Returns values that must not be seen in any log of the stack. */
  default List<String> secrets(StackName stack) {
    return List.of();
  }

  /**
   * What to build.
   *
   * @param release the number that the release will have
   * @param sources the checked-out files
   * @param model the rendered tree, build contexts being absolute paths
   * @param environment the variables of the stack's {@code .env}
   * @param commit full id, or null
   */
  record Order(
      StackName stack,
      long deployment,
      long release,
      Path sources,
      Map<String, Object> model,
      Map<String, String> environment,
      @Nullable String commit,
      LogWriter log) {}

  /** An image: its tag and its id. */
  record Image(String reference, String imageId) {}

  /** A build that did not succeed. */
  final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<String> lines;

    /** Tells why in a sentence, with the lines that prove it. */
    public Refused(String sentence, List<String> lines) {
      super(sentence);
      this.lines = List.copyOf(lines);
    }

    /** Returns the lines that prove it. */
    public List<String> lines() {
      return lines;
    }
  }
}
