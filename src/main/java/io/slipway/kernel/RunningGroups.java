package io.slipway.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The process groups that run, one empty-named file each: {@code <pid>.<start time>}. The start
 * time in clock ticks (field 22 of {@code /proc/PID/stat}, proc(5)) tells a process from a later
 * one that got the same number.
 */
final class RunningGroups {

  private static final Logger LOG = Logger.getLogger(RunningGroups.class.getName());

  private final Path folder;

  RunningGroups(Path folder) {
    this.folder = folder;
  }

  /** Notes a running group and returns its note. */
  Path note(long pid) {
    try {
      Files.createDirectories(folder);
      Path note = folder.resolve(pid + "." + startTime(pid));
      Files.write(note, new byte[0]);
      return note;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot note process " + pid + " in " + folder, e);
    }
  }

  /** Forgets a group that has ended. */
  void forget(Path note) {
    try {
      Files.deleteIfExists(note);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Cannot delete " + note, e);
    }
  }

  /** Kills all noted groups that are still the ones that were noted. */
  void endAll() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> notes = Files.list(folder)) {
      notes.forEach(this::end);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder, e);
    }
  }

  private void end(Path note) {
    String[] parts = note.getFileName().toString().split("\\.", 2);
    if (parts.length == 2 && parts[0].matches("[0-9]{1,9}")) {
      long pid = Long.parseLong(parts[0]);
      if (parts[1].equals(startTime(pid))) {
        LOG.info("Ending process group " + pid + ", left over from an earlier run");
        Processes.killGroup(pid);
      }
    }
    forget(note);
  }

  private static String startTime(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name in field 2 may hold spaces and brackets: count from its last closing one.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[19];
    } catch (NoSuchFileException e) {
      return "gone";
    } catch (IOException e) {
      return "unknown";
    }
  }
}
