package io.slipway.stack;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import io.slipway.compose.ComposeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Tells which folders of the stacks directory have come, gone, or got other files. */
final class FolderWatch implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(FolderWatch.class.getName());

  private final Path directory;
  private final Consumer<Path> changed;
  private final WatchService service;
  private final Map<WatchKey, Path> watched = new ConcurrentHashMap<>();

  /**
   * Begins to watch.
   *
   * @param changed called by one thread with a stack's folder, or with the directory itself when
   *     any of it may have changed
   */
  FolderWatch(Path directory, Consumer<Path> changed) {
    this.directory = directory;
    this.changed = changed;
    try {
      this.service = directory.getFileSystem().newWatchService();
      watch(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot watch " + directory, e);
    }
    watchAll();
    Thread.ofVirtual().name("stacks-folder-watch").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        take(service.take());
      }
    } catch (ClosedWatchServiceException e) {
      return; // closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(WatchKey key) {
    Path folder = watched.getOrDefault(key, directory);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.kind() == OVERFLOW) {
        watchAll();
        changed.accept(directory);
      } else if (folder.equals(directory)) {
        Path entry = directory.resolve(String.valueOf(event.context()));
        if (event.kind() == ENTRY_CREATE && Files.isDirectory(entry)) {
          watchFolder(entry);
        }
        if (event.kind() != ENTRY_MODIFY) {
          changed.accept(entry);
        }
      } else if (matters(String.valueOf(event.context()))) {
        changed.accept(folder);
      }
    }
    if (!key.reset()) {
      watched.remove(key);
    }
  }

  /** Databases that keep their files here write all the time: only what compose reads counts. */
  private static boolean matters(String name) {
    return name.equals(ComposeFiles.ENV)
        || name.endsWith(".yaml")
        || name.endsWith(".yml")
        || name.endsWith(".json");
  }

  private void watchAll() {
    try (Stream<Path> entries = Files.list(directory)) {
      entries.filter(Files::isDirectory).forEach(this::watchFolder);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Cannot list " + directory, e);
    }
  }

  private void watchFolder(Path folder) {
    try {
      watch(folder);
    } catch (IOException e) {
      // It is gone again, or the machine's limit of watches is reached.
      LOG.log(Level.WARNING, "Changes of " + folder + " will not be seen by themselves", e);
    }
  }

  private void watch(Path folder) throws IOException {
    watched.put(folder.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY), folder);
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Cannot end the watch of " + directory, e);
    }
  }
}
