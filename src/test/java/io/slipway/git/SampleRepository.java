package io.slipway.git;

import io.slipway.kernel.Command;
import io.slipway.kernel.Processes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A real bare repository that tests push to; each commit is one {@code git fast-import}. */
public final class SampleRepository {

  private final Processes processes;
  private final Path folder;
  private long seconds = 1_700_000_000;

  /** Makes one that is empty. */
  public SampleRepository(Path folder) {
    this.processes = new Processes(folder.resolveSibling("sample-run"));
    this.folder = folder;
    git("init", "--quiet", "--bare", "--initial-branch=main", folder.toString());
  }

  /** Returns its address by file. */
  public String fileUrl() {
    return "file://" + folder;
  }

  /** Returns where it is. */
  public Path folder() {
    return folder;
  }

  /** Commits files onto a branch and returns the commit's id. */
  public String commit(String branch, String message, Map<String, String> files) {
    String ref = "refs/heads/" + branch;
    boolean exists = run(new byte[0], "rev-parse", "--verify", "--quiet", ref).ok();
    StringBuilder stream = new StringBuilder("commit " + ref + "\n");
    stream.append("committer Ada <ada@example.org> " + seconds++ + " +0000\n");
    data(stream, message);
    if (exists) {
      stream.append("from " + ref + "^0\n");
    }
    files.forEach((path, text) -> {
      boolean link = text.startsWith("-> ");
      stream.append("M " + (link ? "120000" : "100644") + " inline " + path + "\n");
      data(stream, link ? text.substring(3) : text);
    });
    must(
        run(
            stream.append('\n').toString().getBytes(StandardCharsets.UTF_8),
            "fast-import",
            "--quiet"));
    return git("rev-parse", ref);
  }

  /** Runs git in it and returns what it says. */
  public String git(String... arguments) {
    return must(run(new byte[0], arguments)).out().strip();
  }

  private Command.Result run(byte[] input, String... arguments) {
    try {
      return processes.run(
          Command.of("git", "--git-dir=" + folder).with(arguments).withInput(input));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Command.Result must(Command.Result result) {
    if (!result.ok()) {
      throw new IllegalStateException(result.err());
    }
    return result;
  }

  private static void data(StringBuilder stream, String text) {
    stream.append("data " + text.getBytes(StandardCharsets.UTF_8).length + "\n" + text + "\n");
  }
}
