package io.slipway.route.haproxy;

import io.slipway.kernel.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The router's folder. Sockets are named relative to it in the configuration, because a socket's
 * path has at most 107 bytes.
 */
record RouterFiles(Path folder) {

  private static final int LONGEST_PATH = 85;

  /**
   * @throws Problem.Invalid when a socket in the folder would have too long a path
   */
  RouterFiles {
    folder = folder.toAbsolutePath().normalize();
    if (folder.toString().length() > LONGEST_PATH) {
      throw new Problem.Invalid(
          "data-path-too-long",
          "The folder " + folder + " has too long a path for the router's sockets.",
          null,
          "Choose a data folder whose path has at most 70 characters.");
    }
  }

  Path config() {
    return folder.resolve("haproxy.cfg");
  }

  Path candidate() {
    return folder.resolve("haproxy.new.cfg");
  }

  Path pid() {
    return folder.resolve("haproxy.pid");
  }

  /** Returns the socket of the master process. */
  Path master() {
    return folder.resolve("master.sock");
  }

  /** Returns the socket of the worker, as named in the configuration. */
  String commands() {
    return "commands.sock";
  }

  Path commandsPath() {
    return folder.resolve(commands());
  }

  /** Returns the socket through which requests that have waited go, as named there. */
  String pass() {
    return "pass.sock";
  }

  /** Returns the socket of this process's own requests to what stands by, as named there. */
  String preview() {
    return "preview.sock";
  }

  Path previewPath() {
    return folder.resolve(preview());
  }

  /**
   * Makes the folder, for the owner only.
   *
   * @param user whom the worker runs as; it has to reach its own socket in the folder, by its name
   */
  void prepare(@Nullable String user) {
    try {
      Files.createDirectories(folder, only("rwx------"));
      if (user != null) {
        Files.getFileAttributeView(folder, PosixFileAttributeView.class)
            .setGroup(
                folder
                    .getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByGroupName(user));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x---"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + folder, e);
    }
  }

  /** Returns whether a file is there with this text. */
  static boolean says(Path file, String text) {
    try {
      return Files.exists(file) && Files.readString(file).equals(text);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Writes a map, for a worker that begins. */
  void writeMap(String name, String text) {
    replace(folder.resolve(name), text);
  }

  /**
   * Says which certificates there are, for a worker that begins. It reads them before it becomes
   * somebody else, so they are for Slipway's own user only.
   */
  void writeCertificates(CertificateList certificates) {
    Path files = folder.resolve(CertificateList.FOLDER);
    if (certificates.files().isEmpty() && !Files.exists(files)) {
      return;
    }
    try {
      Files.createDirectories(files, only("rwx------"));
      certificates.files().forEach((name, pem) -> replace(folder.resolve(name), pem));
      replace(folder.resolve(CertificateList.FILE), certificates.text());
      try (DirectoryStream<Path> present = Files.newDirectoryStream(files)) {
        for (Path file : present) {
          if (!certificates.files().containsKey(folder.relativize(file).toString())) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + files, e);
    }
  }

  /** Puts a text in the place of a file's, at once, for the owner's eyes only. */
  private static void replace(Path file, String text) {
    if (says(file, text)) {
      return;
    }
    try {
      Path candidate = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(candidate);
      Files.createFile(candidate, only("rw-------"));
      Files.writeString(candidate, text);
      Files.move(candidate, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> only(String owner) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owner));
  }

  void writeCandidate(String text) {
    replace(candidate(), text); // it has the key of Slipway's own page
  }

  /** Puts the candidate in the place of the configuration, at once. */
  void adopt() {
    try {
      Files.move(candidate(), config(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot replace " + config(), e);
    }
  }
}
