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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes stacks, and reads and saves their compose files and {@code .env} byte for byte. */
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

  /** A file as it is: its name in the folder, where it really lies, and what is in it. */
  private record Part(String name, Path file, byte @Nullable [] bytes) {

    String digest() {
      return bytes == null ? "none;" : Digest.sha256(bytes) + ";";
    }

    /** Returns the text, empty when there is no file; null when it would not come back the same. */
    @Nullable String text() {
      try {
        return bytes == null
            ? ""
            : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        return null;
      }
    }

    boolean generated() {
      String text = text();
      return text != null && ComposeFiles.generated(text);
    }
  }

  /** The files as they are. */
  private record OnDisk(Part compose, Part env, List<Part> more) {

    String hash() {
      StringBuilder parts = new StringBuilder(compose.digest() + env.digest());
      more.forEach(part -> parts.append(part.name()).append(' ').append(part.digest()));
      return Digest.sha256(parts.toString());
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
        check(stack, new FileTexts(compose, env));
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

  /** Reads the files. */
  StackFiles read(StackName stack) {
    OnDisk disk = onDisk(stack);
    String compose = disk.compose().text();
    String env = disk.env().text();
    List<StackFile> more = new ArrayList<>();
    boolean readable = compose != null && env != null;
    for (Part part : disk.more()) {
      String text = part.text();
      readable &= text != null;
      more.add(new StackFile(part.name(), text == null ? "" : text, part.generated()));
    }
    String hint =
        readable ? null : "A file is no UTF-8 text, so it can only be changed on the machine.";
    return new StackFiles(
        disk.compose().name(),
        compose == null ? "" : compose,
        env == null ? "" : env,
        disk.env().bytes() != null,
        more,
        disk.hash(),
        readable,
        hint);
  }

  /**
   * Saves the files when they are still what the change was made on and compose takes them.
   *
   * @throws Problem.Conflict when they have changed on disk, or the stack is busy
   * @throws Problem.Invalid when a text is for a file that is not the user's
   * @throws FilesRefused when compose does not take them
   */
  StackFiles save(StackName stack, FileTexts texts, String hash, By by)
      throws InterruptedException {
    try (StackBusy.Hold _ = busy.acquire(stack, "save", by.actor())) {
      OnDisk before = onDisk(stack);
      unchanged(before, hash);
      ownFiles(before, texts);
      check(stack, texts);
      OnDisk disk = onDisk(stack); // compose took its time
      unchanged(disk, hash);
      if (disk.env().bytes() != null || !texts.env().isEmpty()) {
        write(disk.env().file(), texts.env(), ENV_MODE);
      }
      for (Part part : disk.more()) {
        String text = texts.more().get(part.name());
        if (text != null) {
          write(part.file(), text, COMPOSE_MODE);
        }
      }
      write(disk.compose().file(), texts.compose(), COMPOSE_MODE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot save the files of " + stack, e);
    }
    stacks.folderChanged();
    events.publish(new StackEvent(by.actor(), "stack.save", stack.value(), null, by.address()));
    return read(stack);
  }

  /** The names come from a request, so only those that compose merges anyway are written. */
  private static void ownFiles(OnDisk disk, FileTexts texts) {
    for (String name : texts.more().keySet()) {
      if (disk.more().stream().noneMatch(part -> part.name().equals(name) && !part.generated())) {
        throw new Problem.Invalid(
            "more", "The stack has no compose file " + name + " that can be changed.");
      }
    }
  }

  private static void unchanged(OnDisk disk, String hash) {
    if (!disk.hash().equals(hash)) {
      throw new Problem.Conflict(
          "files-changed",
          "The files have changed on the machine since you opened them, so nothing was saved.",
          "Load them again and repeat your change.");
    }
  }

  private void check(StackName stack, FileTexts texts) throws InterruptedException {
    if (texts.all().stream().anyMatch(text -> text.length() > MAX_BYTES)) {
      throw new Problem.TooLarge("file-too-large", "A file has more than 1 MiB.", null);
    }
    List<Bodies.Diagnostic> found = judge.judge(stack, texts);
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
    List<Path> files =
        ComposeFiles.find(folder).stream().filter(file -> file.startsWith(folder)).toList();
    Path compose =
        files.isEmpty() ? folder.resolve(ComposeFiles.NAMES.getFirst()) : files.getFirst();
    try {
      List<Part> more = new ArrayList<>();
      for (Path file : files.stream().skip(1).toList()) {
        more.add(part(folder, file));
      }
      return new OnDisk(
          part(folder, compose), part(folder, folder.resolve(ComposeFiles.ENV)), more);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the files of " + stack, e);
    }
  }

  private static Part part(Path folder, Path file) throws IOException {
    Path real = ContainedPath.of(folder, file);
    return new Part(folder.relativize(file).toString(), real, bytes(real));
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
}
