package io.slipway.stack;

import io.slipway.compose.ComposeDiagnostic.Severity;
import io.slipway.compose.ComposeFiles;
import io.slipway.compose.StackName;
import io.slipway.kernel.Digest;
import io.slipway.kernel.Events;
import io.slipway.kernel.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes stacks, and reads and saves their compose file and {@code .env} byte for byte. */
final class StackEditing {

  private static final int MAX_BYTES = 1 << 20;
  private static final String COMPOSE_MODE = "rw-r--r--";
  private static final String ENV_MODE = "rw-------"; // it often holds passwords

  private final Stacks stacks;
  private final FileJudge judge;
  private final StackBusy busy;
  private final Events events;

  StackEditing(Stacks stacks, FileJudge judge, StackBusy busy, Events events) {
    this.stacks = stacks;
    this.judge = judge;
    this.busy = busy;
    this.events = events;
  }

  /** The two files as they are, with where they really lie. */
  private record OnDisk(
      Path compose, Path env, byte @Nullable [] composeBytes, byte @Nullable [] envBytes) {
    String hash() {
      return Digest.sha256(part(composeBytes) + part(envBytes));
    }

    private static String part(byte @Nullable [] bytes) {
      return bytes == null ? "none;" : Digest.sha256(bytes) + ";";
    }
  }

  /** Makes a stack's folder with its files; without a compose text the folder stays empty. */
  Stack create(StackName stack, String compose, String env, By by) throws InterruptedException {
    Path folder = stacks.folder(stack);
    try (StackBusy.Hold _ = busy.acquire(stack, "create", by.actor())) {
      if (stacks.find(stack).isPresent() || Files.exists(folder)) {
        throw new Problem.Conflict(
            "stack-exists", "There is a stack " + stack + " already.", "Choose another name.");
      }
      if (!compose.isEmpty()) {
        check(stack, compose, env);
      }
      Files.createDirectory(folder);
      if (!compose.isEmpty()) {
        write(folder.resolve(ComposeFiles.NAMES.getFirst()), compose, COMPOSE_MODE);
      }
      if (!env.isEmpty()) {
        write(folder.resolve(ComposeFiles.ENV), env, ENV_MODE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + folder, e);
    }
    stacks.folderChanged();
    events.publish(new StackEvent(by.actor(), "stack.create", stack.value(), null, by.address()));
    return stacks.find(stack).orElseThrow();
  }

  /** Reads both files. */
  StackFiles read(StackName stack) {
    OnDisk disk = onDisk(stack);
    String compose = text(disk.composeBytes());
    String env = text(disk.envBytes());
    boolean readable = compose != null && env != null;
    String hint =
        readable ? null : "A file is no UTF-8 text, so it can only be changed on the machine.";
    return new StackFiles(
        disk.compose().getFileName().toString(),
        compose == null ? "" : compose,
        env == null ? "" : env,
        disk.envBytes() != null,
        disk.hash(),
        readable,
        hint);
  }

  /**
   * Saves both files when they are still what the change was made on and compose takes them.
   *
   * @throws Problem.Conflict when they have changed on disk, or the stack is busy
   * @throws FilesRefused when compose does not take them
   */
  StackFiles save(StackName stack, String compose, String env, String hash, By by)
      throws InterruptedException {
    try (StackBusy.Hold _ = busy.acquire(stack, "save", by.actor())) {
      unchanged(onDisk(stack), hash);
      check(stack, compose, env);
      OnDisk disk = onDisk(stack); // compose took its time
      unchanged(disk, hash);
      byte[] before = disk.envBytes();
      if (before != null || !env.isEmpty()) {
        write(disk.env(), env, ENV_MODE);
      }
      write(disk.compose(), compose, COMPOSE_MODE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot save the files of " + stack, e);
    }
    stacks.folderChanged();
    events.publish(new StackEvent(by.actor(), "stack.save", stack.value(), null, by.address()));
    return read(stack);
  }

  private static void unchanged(OnDisk disk, String hash) {
    if (!disk.hash().equals(hash)) {
      throw new Problem.Conflict(
          "files-changed",
          "The files have changed on the machine since you opened them, so nothing was saved.",
          "Load them again and repeat your change.");
    }
  }

  private void check(StackName stack, String compose, String env) throws InterruptedException {
    if (compose.length() > MAX_BYTES || env.length() > MAX_BYTES) {
      throw new Problem.TooLarge("file-too-large", "A file has more than 1 MiB.", null);
    }
    List<Bodies.Diagnostic> found = judge.judge(stack, compose, env);
    if (found.stream().anyMatch(each -> each.severity() == Severity.ERROR)) {
      throw new FilesRefused(found);
    }
  }

  private OnDisk onDisk(StackName stack) {
    Path folder = stacks.folder(stack);
    if (!stacks.managed(stack)) {
      throw new Problem.NotFound(
          "stack-without-folder", "Slipway does not have the files of " + stack + ".");
    }
    try {
      Path compose =
          ComposeFiles.find(folder).stream()
              .filter(file -> file.startsWith(folder))
              .findFirst()
              .orElse(folder.resolve(ComposeFiles.NAMES.getFirst()));
      Path realCompose = ContainedPath.of(folder, compose);
      Path realEnv = ContainedPath.of(folder, folder.resolve(ComposeFiles.ENV));
      return new OnDisk(realCompose, realEnv, bytes(realCompose), bytes(realEnv));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the files of " + stack, e);
    }
  }

  private static byte @Nullable [] bytes(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new Problem.TooLarge(
          "file-too-large", file.getFileName() + " has more than 1 MiB.", null);
    }
    return Files.readAllBytes(file);
  }

  private static void write(Path file, String text, String mode) throws IOException {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), mode);
  }

  /** Returns the text, empty when there is no file; null when it would not come back the same. */
  private static @Nullable String text(byte @Nullable [] bytes) {
    try {
      return bytes == null
          ? ""
          : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
