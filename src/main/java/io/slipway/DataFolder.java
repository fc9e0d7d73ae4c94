package io.slipway;

import io.slipway.kernel.NoRoom;
import io.slipway.kernel.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The folder of everything that Slipway keeps: readable by its owner only, and in use by one
 * controller at a time.
 */
final class DataFolder implements AutoCloseable {

  private static final int KEY_BYTES = 32;

  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes the folder unless it is there, and takes hold of it.
   *
   * @throws Problem.Unavailable when it cannot be written, or another controller has it
   */
  static DataFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new Problem.Conflict(
            "data-in-use",
            "Another Slipway uses the data folder " + folder + " already.",
            "End that one first, or choose another folder with --data.");
      }
      return new DataFolder(folder, channel);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Returns a folder inside, made when it is not there yet. */
  Path sub(String name) {
    Path sub = folder.resolve(name);
    try {
      return Files.createDirectories(sub);
    } catch (IOException e) {
      throw unwritable(sub, e);
    }
  }

  /**
   * Returns the key of all secrets: the one given, else that of the file {@code key}, which is made
   * when it is not there.
   *
   * @param given 32 bytes as base64, or null
   */
  byte[] key(@Nullable String given) {
    if (given != null) {
      return decoded(given, "The variable SLIPWAY_KEY");
    }
    Path file = folder.resolve("key");
    try {
      if (!Files.exists(file)) {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        Path partial = folder.resolve("key.new");
        Files.deleteIfExists(partial);
        Files.createFile(
            partial,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(partial, Base64.getEncoder().encodeToString(fresh) + "\n");
        Files.move(partial, file);
      }
      return decoded(Files.readString(file).strip(), "The file " + file);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static byte[] decoded(String text, String what) {
    try {
      byte[] key = Base64.getDecoder().decode(text);
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw noKey(what);
    }
    throw noKey(what);
  }

  private static Problem.Unavailable noKey(String what) {
    return new Problem.Unavailable(
        "key-invalid",
        what + " does not hold a key: 32 bytes as base64.",
        "Restore it from the backup. A new one is: head -c 32 /dev/urandom | base64; with it,"
            + " stored credentials have to be entered again.");
  }

  private static Problem.Unavailable unwritable(Path path, IOException e) {
    if (NoRoom.behind(e)) {
      return new Problem.Unavailable(
          NoRoom.CODE, "The disk that holds " + path + " is full.", "Free some space.", e);
    }
    return new Problem.Unavailable(
        "data-unwritable",
        "The data folder cannot be used: " + path + " cannot be written (" + kind(e) + ").",
        "Give the folder to the user that runs Slipway, or choose another with --data.",
        e);
  }

  private static String kind(IOException e) {
    return e instanceof java.nio.file.AccessDeniedException
        ? "access denied"
        : String.valueOf(e.getMessage());
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Cannot let go of " + folder, e);
    }
  }
}
