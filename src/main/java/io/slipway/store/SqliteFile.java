package io.slipway.store;

import io.slipway.kernel.NoRoom;
import io.slipway.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the file of the embedded database, in words for the operator. */
final class SqliteFile {

  /** How each file begins: https://sqlite.org/fileformat2.html#magic_header_string. */
  private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private SqliteFile() {}

  /** Refuses a place where no database can be written. */
  static void check(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
    boolean unwritable =
        Files.exists(file) ? !Files.isWritable(file) : folder != null && !Files.isWritable(folder);
    if (unwritable) {
      throw unwritable(file, null);
    }
    if (Files.exists(file) && !looksLikeDatabase(file)) {
      throw damaged(file, null);
    }
  }

  /** An empty file is a database without anything in it; any other begins with SQLite's words. */
  private static boolean looksLikeDatabase(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(HEADER.length);
      return start.length == 0 || Arrays.equals(start, HEADER);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Turns what SQLite said while it was opened into a sentence, where we know one. */
  static RuntimeException explain(Path file, RuntimeException failure) {
    if (failure instanceof Problem) {
      return failure;
    }
    String text = messages(failure).toLowerCase(Locale.ROOT);
    if (text.contains("sqlite_notadb") || text.contains("malformed") || text.contains("corrupt")) {
      return damaged(file, failure);
    }
    if (text.contains("sqlite_full") || text.contains("disk is full")) {
      return new Problem.Unavailable(
          NoRoom.CODE,
          "The disk that holds " + file + " is full.",
          "Free some space; Slipway goes on by itself then.",
          failure);
    }
    if (text.contains("readonly") || text.contains("cantopen")) {
      return unwritable(file, failure);
    }
    return failure;
  }

  private static Problem.Unavailable damaged(Path file, @Nullable Throwable cause) {
    String message = "The database file " + file + " is damaged or not a database.";
    String hint =
        "Stop Slipway, put a backup in its place (docs/backup.md), or move it away to start anew.";
    return new Problem.Unavailable("database-damaged", message, hint, cause);
  }

  private static Problem.Unavailable unwritable(Path file, @Nullable Throwable cause) {
    String message = "The database file " + file + " cannot be written.";
    String hint =
        "Give the user that runs Slipway the right to write there, or choose another --data folder.";
    return new Problem.Unavailable("data-read-only", message, hint, cause);
  }

  private static String messages(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      all.append(t.getMessage()).append('\n');
    }
    return all.toString();
  }
}
